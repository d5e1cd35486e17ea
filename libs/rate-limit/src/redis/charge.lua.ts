/** The arithmetic of usage.ts in Lua: one step in Redis, by its clock, so that instances need not agree on the time. */

/**
 * Script that charges all limits or none.
 *
 * KEYS: the usages, `<used> <at>` each. ARGV: the time in milliseconds, empty for that of Redis (specs have a clock of their own), then
 * kind, limit, windowMs and cost for each key. Returns whether all were admitted, and `used` and `at` of each.
 *
 * Numbers are written with 17 digits, which read back as the same double, so that both stores decide alike.
 */
export const chargeScript = `
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + time[2] / 1000
end
local admitted = 1
local usages = {}
for i, key in ipairs(KEYS) do
  local kind, limit, window, cost = ARGV[4 * i - 2], tonumber(ARGV[4 * i - 1]), tonumber(ARGV[4 * i]), tonumber(ARGV[4 * i + 1])
  local used, at = 0, now
  local text = redis.call('GET', key)
  if text then
    local a, b = string.match(text, '^(%S+) (%S+)$')
    local before, since = tonumber(a), tonumber(b)
    if before and since then
      at = math.max(now, since)
      if kind == 'bucket' then
        used = math.max(0, before - ((at - since) * limit) / window)
      elseif math.floor(at / window) == math.floor(since / window) then
        used = before
      end
    end
  end
  cost = math.min(cost, limit)
  if cost > 0 and used + cost > limit + 1e-6 then admitted = 0 end
  usages[i] = { used, at, limit, window, cost, kind }
end
local answer = { admitted }
for i, key in ipairs(KEYS) do
  local used, at, limit, window, cost, kind = unpack(usages[i])
  if admitted == 1 then
    used = math.max(0, used + cost)
    local life = kind == 'bucket' and used * window / limit or window - at % window
    redis.call('SET', key, string.format('%.17g %.17g', used, at), 'PX', string.format('%d', 10000 + math.ceil(life)))
  end
  answer[2 * i] = string.format('%.17g', used)
  answer[2 * i + 1] = string.format('%.17g', at)
end
return answer`;
