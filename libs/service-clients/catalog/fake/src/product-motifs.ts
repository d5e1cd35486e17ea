/** Motifs of pictures: what a product of each category looks like, in a field of 400 by 400, standing on a floor at 330. */

/*
 * Classes: `a` the product's colour, `d` the same in the shade, `m` its material, `l` a line of it, `t` a thin one, `w` highlights, `y` light.
 */
const motifs: Readonly<Record<string, string>> = {
  'desk-lamps':
    '<path class="y" d="M232 176l74-42 62 196H176z"/><rect class="m" x="96" y="316" width="120" height="14" rx="7"/>' +
    '<path class="l" d="M156 318l-34-106 112-86"/><circle class="d" cx="122" cy="212" r="11"/>' +
    '<path class="a" d="M208 112q34-36 68-18l34 38-80 48-30-30z"/><path class="d" d="M230 180l80-48 5 9-78 47z"/>',
  'floor-lamps':
    '<path class="y" d="M140 150h120l54 180H86z"/><path class="l" d="M200 140v180"/><path class="m" d="M148 330q4-18 52-18t52 18z"/>' +
    '<path class="a" d="M158 66h84l26 86H132z"/><path class="d" d="M242 66l26 86h-40l-14-86z"/><path class="t" d="M222 152v40"/>',
  pendants:
    '<path class="y" d="M118 214h164l60 130H58z"/><path class="t" d="M200 0v108"/><rect class="m" x="188" y="96" width="24" height="26" rx="6"/>' +
    '<path class="a" d="M110 214q6-96 90-96t90 96z"/><path class="d" d="M200 118q84 0 90 96h-48q4-70-42-96z"/><path class="w" d="M132 196q8-46 42-60"/><ellipse class="w" cx="200" cy="216" rx="34" ry="9"/>',
  'office-chairs':
    '<path class="l" d="M200 250v48m0 0l-62 22m62-22l62 22m-62-22v24"/><circle class="m" cx="136" cy="324" r="9"/><circle class="m" cx="264" cy="324" r="9"/><circle class="m" cx="200" cy="326" r="9"/>' +
    '<rect class="a" x="142" y="76" width="116" height="122" rx="26"/><rect class="d" x="128" y="214" width="144" height="38" rx="19"/>' +
    '<path class="l" d="M118 184v32h18m146-32v32h-18"/><path class="w" d="M162 110v50"/>',
  'lounge-chairs':
    '<path class="l" d="M130 272l-20 56m160-56l20 56"/><path class="a" d="M104 150q0-44 44-44h104q44 0 44 44v84H104z"/>' +
    '<rect class="d" x="126" y="204" width="148" height="50" rx="18"/><rect class="a" x="78" y="186" width="52" height="94" rx="24"/><rect class="a" x="270" y="186" width="52" height="94" rx="24"/>' +
    '<path class="d" d="M118 250h164v30H118z"/><path class="w" d="M136 136q10-10 30-10"/>',
  stools:
    '<path class="l" d="M160 190l-30 138m110-138l30 138M200 190v138M142 274h116"/><rect class="a" x="124" y="160" width="152" height="34" rx="17"/><path class="d" d="M128 182q72 20 144 0-6 12-20 12H148q-14 0-20-12z"/><path class="w" d="M146 172h50"/>',
  desks:
    '<path class="l" d="M98 206l-14 122m218-122l14 122"/><rect class="a" x="58" y="184" width="284" height="24" rx="8"/><rect class="d" x="206" y="208" width="110" height="44" rx="5"/><circle class="w" cx="261" cy="230" r="3"/>' +
    '<rect class="m" x="104" y="116" width="78" height="54" rx="6"/><path class="t" d="M143 170v14m-20 0h40"/><path class="d" d="M262 184l4-30h24l4 30z"/><path class="t" d="M272 154l-8-34m16 34l10-26"/>',
  'dining-tables':
    '<ellipse class="a" cx="200" cy="196" rx="150" ry="30"/><path class="d" d="M50 196q0 30 150 30t150-30v12q0 30-150 30T50 208z"/><path class="m" d="M178 236h44l8 60 46 32H124l46-32z"/>' +
    '<path class="m" d="M176 186q-6-32 12-38h24q18 6 12 38-24 12-48 0z"/><path class="t" d="M194 148l-14-48m20 48V86m6 62l16-44"/><circle class="w" cx="180" cy="98" r="8"/><circle class="w" cx="200" cy="84" r="8"/><circle class="w" cx="223" cy="102" r="8"/>',
  'side-tables':
    '<path class="l" d="M148 206l-20 122m124-122l20 122M138 276h124"/><ellipse class="a" cx="200" cy="196" rx="94" ry="20"/><path class="d" d="M106 196q0 20 94 20t94-20v10q0 20-94 20t-94-20z"/>' +
    '<path class="m" d="M176 148h46v30q0 12-23 12t-23-12z"/><path class="t" d="M222 156q18 0 14 14t-16 10"/><path class="w" d="M190 134q-6-10 2-18m16 18q-6-10 2-18"/>',
  shelves:
    '<rect class="d" x="100" y="72" width="200" height="252" rx="6"/><rect class="a" x="92" y="64" width="216" height="14" rx="5"/><rect class="a" x="92" y="148" width="216" height="12" rx="5"/><rect class="a" x="92" y="232" width="216" height="12" rx="5"/><rect class="a" x="92" y="316" width="216" height="14" rx="5"/>' +
    '<path class="m" d="M112 96h16v52h-16zm20-8h12v60h-12zm112 26h38v34h-38zM120 186h60v46h-60zm122 12h14v34h-14zm18-14h14v48h-14z"/><path class="w" d="M160 148l12-48m80 216v-30m-26 30q10-26 26-30m26 30q-10-26-26-30"/>',
  cabinets:
    '<path class="l" d="M112 282l-10 46m186-46l10 46"/><rect class="a" x="72" y="144" width="256" height="142" rx="12"/><path class="d" d="M84 160h112v110H84zm120 0h112v110H204z"/><path class="l" d="M182 206v20m36-20v20"/>' +
    '<path class="m" d="M108 144q-8-40 16-46h16q24 6 16 46z"/><path class="t" d="M132 98l-16-42m18 42l14-36"/><rect class="m" x="236" y="128" width="70" height="16" rx="3"/>',
  boxes:
    '<path class="a" d="M92 180h216v136q0 14-14 14H106q-14 0-14-14z"/><path class="d" d="M240 180h68v136q0 14-14 14h-54z"/><rect class="m" x="80" y="150" width="240" height="40" rx="10"/><rect class="w" x="146" y="230" width="60" height="34" rx="17"/><path class="w" d="M98 164h80"/>',
  pans: '<path class="l" d="M284 232l86-40"/><path class="d" d="M60 226h236q-4 82-62 82H122q-58 0-62-82z"/><ellipse class="a" cx="178" cy="226" rx="118" ry="34"/><ellipse class="d" cx="178" cy="228" rx="98" ry="25"/><path class="w" d="M112 222q24-12 60-13m-20-75q-12-18 0-34t0-34m52 68q-12-18 0-34t0-34"/>',
  knives:
    '<rect class="m" x="66" y="236" width="268" height="90" rx="16"/><path class="w" d="M86 258h180M120 284h190M92 306h120"/><path class="a" d="M60 176q90-74 188-78v50H74q-22 0-14 28z"/><path class="d" d="M60 176q4-24 60-30l128-6v8H74q-22 0-14 28z"/><rect class="l" x="252" y="104" width="92" height="34" rx="14"/><circle class="w" cx="276" cy="121" r="4"/><circle class="w" cx="318" cy="121" r="4"/>',
  kettles:
    '<path class="l" d="M138 158q4-92 62-92t62 92"/><path class="a" d="M126 158h148q40 68 30 148-2 20-24 20H120q-22 0-24-20-10-80 30-148z"/><path class="d" d="M246 158h28q40 68 30 148-2 20-24 20h-40q30-80 6-168z"/><path class="a" d="M302 232q30-12 40-60l22 6q-10 72-56 94z"/>' +
    '<path class="m" d="M132 158q8-22 68-22t68 22z"/><circle class="m" cx="200" cy="130" r="11"/><path class="w" d="M126 230q4-30 18-48"/>',
  rugs:
    '<path class="a" d="M92 104h216l44 206H48z"/><path class="d" d="M106 122h188l34 170H72z"/><path class="a" d="M118 138h164l28 138H90z"/><path class="m" d="M200 148l56 58-56 60-56-60z"/><path class="d" d="M200 174l32 33-32 34-32-34z"/>' +
    '<path class="t" d="M50 312v18m24-18v18m24-18v18m24-18v18m24-18v18m24-18v18m24-18v18m24-18v18m24-18v18m24-18v18m24-18v18m24-18v18m24-18v18M96 102V90m26 12V90m26 12V90m26 12V90m26 12V90m26 12V90m26 12V90m26 12V90m26 12V90"/>',
  blankets:
    '<path class="d" d="M82 262q0-20 20-20h196q20 0 20 20v48q0 18-20 18H102q-20 0-20-18z"/><path class="a" d="M82 206q0-22 22-22h192q22 0 22 22v30q0 22-22 22H104q-22 0-22-22z"/><path class="m" d="M82 150q0-22 22-22h192q22 0 22 22v28q0 22-22 22H104q-22 0-22-22z"/>' +
    '<path class="w" d="M104 150h190M104 222h190M104 290h190"/><path class="a" d="M222 128h42v196l-6 12-8-12-7 12-7-12-7 12-7-12z"/>',
  cushions:
    '<path class="d" d="M92 112q108 28 216 0 34 6 24 34-22 78 0 154 8 32-28 30-104-22-208 0-36 2-28-30 22-76 0-154-10-28 24-34z"/><path class="a" d="M96 108q104 26 208 0 30 4 22 32-22 78 0 152 6 28-24 28-102-22-204 0-30 0-24-28 22-74 0-152-8-28 22-32z"/>' +
    '<path class="m" d="M200 150l52 66-52 66-52-66z"/><path class="w" d="M112 138q40 10 70 8"/>',
};

/** Motifs of whole departments, for products that lie in one, and of everything else. */
const likenesses: Readonly<Record<string, string>> = {
  lighting: 'pendants',
  seating: 'lounge-chairs',
  tables: 'side-tables',
  storage: 'boxes',
  kitchen: 'kettles',
  textiles: 'cushions',
};

/** Motif of a category, as SVG. A box for a category that is not one of the seeded ones. */
export const motifOf = (categoryId: string): string =>
  ownOf(motifs, categoryId) ?? motifs[ownOf(likenesses, categoryId) ?? 'boxes']!;

/** Ids are words of partners: `constructor` is one, too. */
const ownOf = (texts: Readonly<Record<string, string>>, id: string): string | undefined =>
  Object.hasOwn(texts, id) ? texts[id] : undefined;
