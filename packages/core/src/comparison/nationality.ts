/** Nationalities as papers, people and the register write them: a code, an adjective, a country. Pure. */
import type { Comparison } from "./birth.ts";

/**
 * One nationality a line. Codes: ISO 3166-1 alpha-3 and alpha-2, and those of British passports (ICAO Doc 9303-3, section 5).
 * The ones that firms in the UK meet most; others are compared as they are written.
 */
const NATIONS = `
gbr,gb,uk,british,united kingdom,great britain,english,scottish,welsh,northern irish,british citizen,gbd,gbn,gbo,gbs,gbp
irl,ie,irish,ireland,republic of ireland
usa,us,american,united states,united states of america
ind,in,indian,india
pak,pk,pakistani,pakistan
bgd,bd,bangladeshi,bangladesh
pol,pl,polish,poland
rou,ro,romanian,romania
deu,d,de,german,germany
fra,fr,french,france
ita,it,italian,italy
esp,es,spanish,spain
prt,pt,portuguese,portugal
nld,nl,dutch,netherlands,the netherlands
bel,be,belgian,belgium
swe,se,swedish,sweden
nor,no,norwegian,norway
dnk,dk,danish,denmark
fin,fi,finnish,finland
che,ch,swiss,switzerland
aut,at,austrian,austria
grc,gr,greek,greece
bgr,bg,bulgarian,bulgaria
hun,hu,hungarian,hungary
cze,cz,czech,czech republic,czechia
svk,sk,slovak,slovakia
ltu,lt,lithuanian,lithuania
lva,lv,latvian,latvia
tur,tr,turkish,turkey
ukr,ua,ukrainian,ukraine
rus,ru,russian,russia,russian federation
chn,cn,chinese,china
hkg,hk,hongkonger,hong kong
aus,au,australian,australia
nzl,nz,new zealander,new zealand
can,ca,canadian,canada
zaf,za,south african,south africa
nga,ng,nigerian,nigeria
gha,gh,ghanaian,ghana
ken,ke,kenyan,kenya
zwe,zw,zimbabwean,zimbabwe
lka,lk,sri lankan,sri lanka
phl,ph,filipino,philippines
bra,br,brazilian,brazil
`;

const nations = new Map(
  NATIONS.trim()
    .split("\n")
    .flatMap((line) => {
      const names = line.split(",");
      return names.map((name) => [name, names[0] ?? name] as const);
    }),
);

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}]+/gu, " ")
    .trim();

/** Agrees when both name one country's people; a code and a word for it are the same. */
export function compareNationality(a: string, b: string): Comparison {
  const [left, right] = [plain(a), plain(b)];
  if (left === right) return { agree: true, reason: "The same nationality." };
  const [one, two] = [nations.get(left), nations.get(right)];
  if (one !== undefined && one === two) return { agree: true, reason: `The same nationality: ${a} is ${b}.` };
  if (one === undefined || two === undefined)
    return { agree: false, reason: `Not known to be the same: ${a} and ${b}.` };
  return { agree: false, reason: `Another nationality: ${a} and ${b}.` };
}
