"""The languages that are known by name: in English, in the language itself, and as others say."""

from __future__ import annotations

from collections.abc import Mapping

_TABLE = """
aa|Afar|Qafar
ab|Abkhazian|аԥсуа
af|Afrikaans|Afrikaans
ak|Akan|Akan|twi,tw,fante,fanti
am|Amharic|አማርኛ
ar|Arabic|العربية|arabisch,arabe,árabe,arabo,عربي
as|Assamese|অসমীয়া
ast|Asturian|asturianu|bable
av|Avar|авар мацӀ
ay|Aymara|aymar aru
az|Azerbaijani|azərbaycanca|azeri
ba|Bashkir|башҡорт теле
be|Belarusian|беларуская
bg|Bulgarian|български
bi|Bislama|Bislama
bm|Bambara|bamanankan
bn|Bengali|বাংলা|bangla
bo|Tibetan|བོད་སྐད
br|Breton|brezhoneg
bs|Bosnian|bosanski
ca|Catalan|català|catalán,catalão,katalanisch
ce|Chechen|нохчийн
ckb|Central Kurdish|کوردیی ناوەندی|sorani
cr|Cree|ᓀᐦᐃᔭᐍᐏᐣ
cs|Czech|čeština|tschechisch,tchèque,checo,česky
cv|Chuvash|чӑваш чӗлхи
cy|Welsh|Cymraeg
da|Danish|dansk|dänisch,danois,danés
de|German|Deutsch|allemand,alemán,alemão,tedesco,duits
dsb|Lower Sorbian|dolnoserbski
dv|Divehi|ދިވެހިބަސް|maldivian
dz|Dzongkha|རྫོང་ཁ
ee|Ewe|eʋegbe
el|Greek|ελληνικά|griechisch,grec,griego
en|English|English|englisch,anglais,inglés,inglês,inglese,engels
eo|Esperanto|esperanto
es|Spanish|español|castellano,castilian,spanisch,espagnol,espanhol,spagnolo,spaans
et|Estonian|eesti|eesti keel
eu|Basque|euskara|euskera,baskisch
fa|Persian|فارسی|farsi,persisch,dari
ff|Fula|Pulaar|fulani,fulfulde
fi|Finnish|suomi|finnisch
fil|Filipino|Filipino|tagalog,tl
fj|Fijian|na vosa Vakaviti
fo|Faroese|føroyskt
fr|French|français|französisch,francés,francês,francese,frans
fy|Frisian|Frysk
ga|Irish|Gaeilge|irish gaelic
gd|Scottish Gaelic|Gàidhlig
gl|Galician|galego|gallego
gn|Guarani|avañe’ẽ
gsw|Swiss German|Schwiizerdütsch|schweizerdeutsch,schwyzerdütsch,alemannic
gu|Gujarati|ગુજરાતી
gv|Manx|Gaelg
ha|Hausa|Hausa
haw|Hawaiian|ʻŌlelo Hawaiʻi
he|Hebrew|עברית|ivrit,iw
hi|Hindi|हिन्दी|हिंदी
hr|Croatian|hrvatski|kroatisch
hsb|Upper Sorbian|hornjoserbsce
ht|Haitian Creole|kreyòl ayisyen
hu|Hungarian|magyar|ungarisch
hy|Armenian|հայերեն
hz|Herero|Otjiherero
id|Indonesian|bahasa Indonesia|bahasa,indonesisch
ig|Igbo|Igbo
ik|Inupiaq|Iñupiatun
is|Icelandic|íslenska
it|Italian|italiano|italienisch,italien
iu|Inuktitut|ᐃᓄᒃᑎᑐᑦ
ja|Japanese|日本語|japanisch,japonais,japonés,nihongo
jv|Javanese|basa Jawa
ka|Georgian|ქართული
kab|Kabyle|taqbaylit
kg|Kongo|Kikongo
ki|Kikuyu|Gĩkũyũ|gikuyu
kj|Kuanyama|Oshikwanyama
kk|Kazakh|қазақша|қазақ тілі
kl|Greenlandic|kalaallisut
km|Khmer|ខ្មែរ
kn|Kannada|ಕನ್ನಡ
ko|Korean|한국어|koreanisch,coréen,coreano
kr|Kanuri|kanuri
kri|Krio|Krio
ks|Kashmiri|کٲشُر
ku|Kurdish|kurdî|kurmanji
kv|Komi|коми
kw|Cornish|kernewek
ky|Kyrgyz|кыргызча
la|Latin|latina
lad|Ladino|djudeo-espanyol|judeo-spanish
lb|Luxembourgish|Lëtzebuergesch
lg|Ganda|Luganda
li|Limburgish|Limburgs
ln|Lingala|lingála
lo|Lao|ລາວ
lt|Lithuanian|lietuvių
lu|Luba-Katanga|Tshiluba
luo|Luo|Dholuo
lv|Latvian|latviešu
mg|Malagasy|malagasy
mh|Marshallese|kajin M̧ajeļ
mi|Māori|te reo Māori|te reo
mk|Macedonian|македонски
ml|Malayalam|മലയാളം
mn|Mongolian|монгол
mr|Marathi|मराठी
ms|Malay|bahasa Melayu
mt|Maltese|Malti
my|Burmese|မြန်မာဘာသာ
nd|North Ndebele|isiNdebele saseNyakatho
nds|Low German|Plattdüütsch|plattdeutsch,platt
ne|Nepali|नेपाली
nl|Dutch|Nederlands|flemish,vlaams,niederländisch,néerlandais,neerlandés,holandés,holandês
no|Norwegian|norsk|bokmål,nb,nynorsk,nn,norwegisch
nr|South Ndebele|isiNdebele seSewula
nv|Navajo|Diné bizaad
ny|Chichewa|Chicheŵa|nyanja,chewa
oc|Occitan|occitan
oj|Ojibwe|Anishinaabemowin
om|Oromo|Afaan Oromoo
or|Odia|ଓଡ଼ିଆ
os|Ossetic|ирон
pa|Punjabi|ਪੰਜਾਬੀ|panjabi
pap|Papiamento|Papiamentu
pl|Polish|polski|polnisch,polonais,polaco
ps|Pashto|پښتو
pt|Portuguese|português|portugiesisch,portugais,portugués,portoghese,brazilian portuguese
qu|Quechua|Runa Simi
rm|Romansh|rumantsch
rn|Rundi|Ikirundi|kirundi
ro|Romanian|română|rumänisch,roumain,rumano
rom|Romani|romani čhib|romany
ru|Russian|русский|russisch,russe,ruso,russo,русский язык
rw|Kinyarwanda|Ikinyarwanda
sa|Sanskrit|संस्कृतम्
sc|Sardinian|sardu
scn|Sicilian|sicilianu
sd|Sindhi|سنڌي
se|Northern Sami|davvisámegiella
sg|Sango|Sängö
si|Sinhala|සිංහල
sk|Slovak|slovenčina
sl|Slovenian|slovenščina|slovene
sm|Samoan|gagana Sāmoa
sn|Shona|chiShona
so|Somali|Soomaali
sq|Albanian|shqip
sr|Serbian|српски|srpski
ss|Swazi|siSwati
st|Sotho|Sesotho
su|Sundanese|basa Sunda
sv|Swedish|svenska|schwedisch,suédois,sueco
sw|Swahili|Kiswahili
ta|Tamil|தமிழ்
te|Telugu|తెలుగు
tet|Tetum|tetun
tg|Tajik|тоҷикӣ
th|Thai|ไทย|ภาษาไทย
ti|Tigrinya|ትግርኛ
tk|Turkmen|türkmençe
tn|Tswana|Setswana
tpi|Tok Pisin|Tok Pisin
tr|Turkish|Türkçe|türkisch,turc,turco
ts|Tsonga|Xitsonga
tt|Tatar|татарча
ty|Tahitian|reo Tahiti
udm|Udmurt|удмурт кыл
ug|Uyghur|ئۇيغۇرچە
uk|Ukrainian|українська|ukrainisch
ur|Urdu|اردو
uz|Uzbek|oʻzbekcha
ve|Venda|Tshivenḓa
vi|Vietnamese|Tiếng Việt
vo|Volapük|Volapük
wa|Walloon|walon
wo|Wolof|Wolof
xh|Xhosa|isiXhosa
yi|Yiddish|ייִדיש
yo|Yoruba|Yorùbá
yue|Cantonese|粵語|廣東話,广东话
za|Zhuang|Vahcuengh
zh|Chinese|中文|mandarin,mandarin chinese,putonghua,普通话,汉语,國語,chinesisch,chinois,chino
zu|Zulu|isiZulu
ase|American Sign Language|ASL
bfi|British Sign Language|BSL
gsg|German Sign Language|Deutsche Gebärdensprache|DGS
fsl|French Sign Language|langue des signes française|LSF
ins|International Sign|International Sign
"""

_ROWS = [line.split("|") for line in _TABLE.split("\n") if line]

ENGLISH: Mapping[str, str] = {row[0]: row[1] for row in _ROWS}
"""Each code's name in English."""

ITSELF: Mapping[str, str] = {row[0]: row[2] for row in _ROWS}
"""Each code's name in the language itself."""

OTHERS: Mapping[str, tuple[str, ...]] = {
    row[0]: tuple(row[3].split(",")) if len(row) > 3 else () for row in _ROWS
}
"""Further names, and older or narrower codes that are taken for the same language."""

SHOWN: Mapping[str, str] = {
    **ENGLISH,
    "an": "Aragonese", "ch": "Chamorro", "co": "Corsican", "ia": "Interlingua", "io": "Ido",
    "na": "Nauruan", "nb": "Norwegian Bokmål", "nn": "Norwegian Nynorsk", "sgn": "A sign language",
    "to": "Tongan",
}  # fmt: skip
"""The same, and those whose code or name means something else in what people write of themselves:
they can be chosen on a site and have a name, but are not read out of a form."""
