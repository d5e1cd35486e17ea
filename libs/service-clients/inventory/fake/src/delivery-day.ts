/** Day on which an order arrives. */

const dayMs = 86_400_000;

/** Hour in UTC until which an order leaves on the same day. */
const cutOffHour = 14;

/** Days since 1970 that are no Saturday and no Sunday; the first of 1970 was a Thursday. */
const isWorkingDay = (day: number): boolean => ![6, 0].includes((day + 4) % 7);

/** Day by which an order of this moment arrives, as ISO 8601: so many working days after it leaves, Monday to Friday, in UTC. */
export function deliveryDay(now: Date, leadDays: number): string {
  let day = Math.floor(now.getTime() / dayMs) + (now.getUTCHours() < cutOffHour ? 0 : 1);
  while (!isWorkingDay(day)) day += 1;
  for (let left = leadDays; left > 0;) {
    day += 1;
    if (isWorkingDay(day)) left -= 1;
  }
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
