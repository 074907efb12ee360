/** Forenames and their common short forms. A family of names is one line; a short form may stand in several. Pure. */

const FAMILIES = `
abigail abby gail
alan al
albert bert al bertie
alexander alex sandy xander alec
alexandra alex sandra sasha lexi
alfred alf alfie fred
alison ali
amanda mandy
andrew andy drew
angela angie
ann anne annie anna
anthony antony tony
arthur art
barbara barb babs
benjamin ben benny
bernard bernie
bradley brad
caroline carolyn carrie caz
catherine katherine kathryn catharine cathy kathy kate katie cath kath kitty
charles charlie chuck chas
charlotte lottie charlie
christine christina chris chrissie tina
christopher chris kit
clifford cliff
daniel dan danny
david dave davey
deborah debbie debra deb
dennis denis den
derek del
donald don
dorothy dot dottie
douglas doug dougie
edward ed eddie ted ned
eleanor ellie nell nora
elizabeth elisabeth liz lizzie beth betty eliza libby lisa bess
emily em emmy
eugene gene
florence flo florrie
frances fran francesca
francis frank
frederick fred freddie
gabriel gabe
gareth gaz
geoffrey geoff jeffrey jeff
george georgie
gerald gerry jerry
gillian gill jill
graham graeme
gregory greg
harold harry hal
harriet hattie
helen nell
henry harry hal hank
hugh hughie
ian iain
isabella isabel isobel bella izzy
jacob jake
jacqueline jackie jacqui
james jim jimmy jamie
janet jan
jane janie
jennifer jen jenny
jeremy jerry jez
jessica jess jessie
joanna joanne jo
john jon johnny jack
jonathan jon jonny
joseph joe joey
josephine jo josie
joshua josh
judith judy
julia julie
kenneth ken kenny
kimberley kim
laurence lawrence larry laurie
leonard len lenny leo
leslie les
lewis louis lou
louise lou
lucy lucinda
malcolm malc
margaret maggie meg peggy marge madge
martin martyn marty
mary molly polly
matthew matt
maureen mo
megan meg
melanie mel
michael mick mike micky
michelle shell
mohammed muhammad mohammad mohamed mo
nathan nathaniel nat nate
nicholas nick nicky nicolas
nicola nicky nikki
norman norm
olivia liv livvy
oliver olly ollie
pamela pam
patricia pat tricia trish
patrick pat paddy
penelope penny
peter pete
philip phillip phil
rachel rach
raymond ray
rebecca becky becca
reginald reg
richard rich rick dick richie ricky
robert rob bob bobby robbie bert
roderick rod
rodney rod
ronald ron ronnie
rosemary rose rosie
russell russ
samantha sam
samuel sam sammy
sandra sandy
sarah sara sally
simon si
sophia sophie
stanley stan
stephanie steph
stephen steven steve stevie
stuart stewart stu
susan sue susie suzanne
sylvia sylvie
teresa theresa terry tess
terence terry
theodore theo ted
thomas tom tommy
timothy tim
tobias toby
valerie val
veronica ronnie
victor vic
victoria vicky vic tori
vincent vince vinny
vivienne viv
walter wally walt
wendy wen
wilfred wilf
william will bill billy willy liam
yvonne eve
zachary zac zach zack
`;

const families = new Map<string, number[]>();
for (const [index, line] of FAMILIES.trim().split("\n").entries())
  for (const name of line.split(" ")) families.set(name, [...(families.get(name) ?? []), index]);

/** Whether two forenames, in plain lower case, are forms of one: `liz` and `elizabeth`. */
export const sameForename = (a: string, b: string): boolean => {
  const other = new Set(families.get(b));
  return (families.get(a) ?? []).some((family) => other.has(family));
};
