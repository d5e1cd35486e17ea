/** End of the static shell: the page takes its place, and what somebody has begun there goes on. */

/** Takes the shell away. A text that was typed, and the focus, pass to the same control of the page. */
export function leaveShell(shell: Element, page: ParentNode): void {
  const typed = shell.querySelector<HTMLInputElement>('#search');
  const field = page.querySelector<HTMLInputElement>('#search');
  const { activeElement } = document;
  if (typed && field && typed.value !== '') field.value = typed.value;
  const isFocused = shell.contains(activeElement);
  const href = activeElement?.getAttribute('href');
  shell.remove();
  if (!isFocused) return;
  if (activeElement === typed) field?.focus();
  else if (href != null) page.querySelector<HTMLElement>(`a[href="${CSS.escape(href)}"]`)?.focus();
}
