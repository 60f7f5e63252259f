"""The languages that are known by name: in English, in the language itself, and as others say."""

from __future__ import annotations

from collections.abc import Mapping

_TABLE = """
af|Afrikaans|Afrikaans
am|Amharic|አማርኛ
ar|Arabic|العربية|arabisch,arabe,árabe,arabo,عربي
as|Assamese|অসমীয়া
ast|Asturian|asturianu|bable
az|Azerbaijani|azərbaycanca|azeri
be|Belarusian|беларуская
bg|Bulgarian|български
bn|Bengali|বাংলা|bangla
bo|Tibetan|བོད་སྐད
br|Breton|brezhoneg
bs|Bosnian|bosanski
ca|Catalan|català|catalán,catalão,katalanisch
ckb|Central Kurdish|کوردیی ناوەندی|sorani
cs|Czech|čeština|tschechisch,tchèque,checo,česky
cy|Welsh|Cymraeg
da|Danish|dansk|dänisch,danois,danés
de|German|Deutsch|allemand,alemán,alemão,tedesco,duits
el|Greek|ελληνικά|griechisch,grec,griego
en|English|English|englisch,anglais,inglés,inglês,inglese,engels
eo|Esperanto|esperanto
es|Spanish|español|castellano,castilian,spanisch,espagnol,espanhol,spagnolo,spaans
et|Estonian|eesti|eesti keel
eu|Basque|euskara|euskera,baskisch
fa|Persian|فارسی|farsi,persisch,dari
fi|Finnish|suomi|finnisch
fil|Filipino|Filipino|tagalog,tl
fo|Faroese|føroyskt
fr|French|français|französisch,francés,francês,francese,frans
fy|Frisian|Frysk
ga|Irish|Gaeilge|irish gaelic
gd|Scottish Gaelic|Gàidhlig
gl|Galician|galego|gallego
gsw|Swiss German|Schwiizerdütsch|schweizerdeutsch,schwyzerdütsch,alemannic
gu|Gujarati|ગુજરાતી
ha|Hausa|Hausa
haw|Hawaiian|ʻŌlelo Hawaiʻi
he|Hebrew|עברית|ivrit,iw
hi|Hindi|हिन्दी|हिंदी
hr|Croatian|hrvatski|kroatisch
ht|Haitian Creole|kreyòl ayisyen
hu|Hungarian|magyar|ungarisch
hy|Armenian|հայերեն
id|Indonesian|bahasa Indonesia|bahasa,indonesisch
ig|Igbo|Igbo
is|Icelandic|íslenska
it|Italian|italiano|italienisch,italien
ja|Japanese|日本語|japanisch,japonais,japonés,nihongo
jv|Javanese|basa Jawa
ka|Georgian|ქართული
kk|Kazakh|қазақша|қазақ тілі
km|Khmer|ខ្មែរ
kn|Kannada|ಕನ್ನಡ
ko|Korean|한국어|koreanisch,coréen,coreano
ku|Kurdish|kurdî|kurmanji
ky|Kyrgyz|кыргызча
lb|Luxembourgish|Lëtzebuergesch
ln|Lingala|lingála
lo|Lao|ລາວ
lt|Lithuanian|lietuvių
lv|Latvian|latviešu
mg|Malagasy|malagasy
mi|Māori|te reo Māori|te reo
mk|Macedonian|македонски
ml|Malayalam|മലയാളം
mn|Mongolian|монгол
mr|Marathi|मराठी
ms|Malay|bahasa Melayu
mt|Maltese|Malti
my|Burmese|မြန်မာဘာသာ
ne|Nepali|नेपाली
nl|Dutch|Nederlands|flemish,vlaams,niederländisch,néerlandais,neerlandés,holandés,holandês
no|Norwegian|norsk|bokmål,nb,nynorsk,nn,norwegisch
oc|Occitan|occitan
om|Oromo|Afaan Oromoo
or|Odia|ଓଡ଼ିଆ
pa|Punjabi|ਪੰਜਾਬੀ|panjabi
pl|Polish|polski|polnisch,polonais,polaco
ps|Pashto|پښتو
pt|Portuguese|português|portugiesisch,portugais,portugués,portoghese,brazilian portuguese
qu|Quechua|Runa Simi
rm|Romansh|rumantsch
ro|Romanian|română|rumänisch,roumain,rumano
ru|Russian|русский|russisch,russe,ruso,russo,русский язык
rw|Kinyarwanda|Ikinyarwanda
si|Sinhala|සිංහල
sk|Slovak|slovenčina
sl|Slovenian|slovenščina|slovene
sn|Shona|chiShona
so|Somali|Soomaali
sq|Albanian|shqip
sr|Serbian|српски|srpski
sv|Swedish|svenska|schwedisch,suédois,sueco
sw|Swahili|Kiswahili
ta|Tamil|தமிழ்
te|Telugu|తెలుగు
tg|Tajik|тоҷикӣ
th|Thai|ไทย|ภาษาไทย
ti|Tigrinya|ትግርኛ
tr|Turkish|Türkçe|türkisch,turc,turco
uk|Ukrainian|українська|ukrainisch
ur|Urdu|اردو
uz|Uzbek|oʻzbekcha
vi|Vietnamese|Tiếng Việt
wo|Wolof|Wolof
xh|Xhosa|isiXhosa
yi|Yiddish|ייִדיש
yo|Yoruba|Yorùbá
yue|Cantonese|粵語|廣東話,广东话
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
