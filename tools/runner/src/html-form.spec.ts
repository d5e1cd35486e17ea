import { formsOf } from './html-form.ts';

const page = new URL('http://idp.test/interaction/abc?x=1');
const read = (html: string) =>
  formsOf(html, page).map(({ action, method, fields }) => ({
    action: action.href,
    method,
    fields: Object.fromEntries(fields),
  }));

describe('the forms of a page', () => {
  it('bring their action, method and every field with its value', () => {
    expect(
      read(`
        <form class="login" action='/interaction/abc/login?a=1&amp;b=2' method=post novalidate>
          <input type="hidden" name="_csrf" value="&quot;x&#39;&#x41;"> <input
            name=login autofocus required>
          <input type="password" name="password">
          <input type="checkbox" name="remember" checked> <input type="checkbox" name="other">
          <input type="submit" name="go" value="Log in"><button name="b">Go</button>
          <input name="off" disabled>
        </form>`),
    ).toEqual([
      {
        action: 'http://idp.test/interaction/abc/login?a=1&b=2',
        method: 'POST',
        fields: { _csrf: `"x'A`, login: '', password: '', remember: 'on' },
      },
    ]);
  });

  it('are sent to the page itself when they name no action, by GET when they name no method', () => {
    expect(read('<FORM><INPUT NAME=q></FORM>')).toEqual([{ action: page.href, method: 'GET', fields: { q: '' } }]);
  });

  it('are kept apart', () => {
    expect(read('<form action="/a"><input name=a></form><form action="/b"><input name=b></form>')).toMatchObject([
      { action: 'http://idp.test/a', fields: { a: '' } },
      { action: 'http://idp.test/b', fields: { b: '' } },
    ]);
  });

  it.each([
    ['nothing', ''],
    ['no markup', 'just words < and >'],
    ['a comment', '<!-- <form method=post><input name=login></form> -->'],
    ['a script', '<script>const x = "<form><input name=login></form>"</script>'],
  ])('are none in %s', (_, html) => expect(read(html)).toEqual([]));

  it('are read as far as they go when the page is cut off', () => {
    expect(read('<form method="post" action="/a"><input name="login" value="ada"')).toMatchObject([{ fields: {} }]);
    expect(read('<form method="post" action="/a"><input name="login" value="ada">')).toMatchObject([
      { fields: { login: 'ada' } },
    ]);
  });
});
