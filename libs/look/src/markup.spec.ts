import { Html, markup } from './markup.ts';

it('escapes every value that is not HTML already', () => {
  const hostile = `"><script>alert('&')</script>`;
  const { text } = markup`<a title="${hostile}">${7}${new Html('<b>b</b>')}${[markup`<i>${'<'}</i>`, markup`-`]}</a>`;
  expect(text).toBe(
    '<a title="&#34;&#62;&#60;script&#62;alert(&#39;&#38;&#39;)&#60;/script&#62;">7<b>b</b><i>&#60;</i>-</a>',
  );
});
