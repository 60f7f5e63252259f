"""What people call time zones: abbreviations, names, places; all as ``cells.words`` gives them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

from kinweave.answers.cells import words

NAMES: Mapping[str, tuple[str, str]] = {
    name: (zone, other)
    for names, zone, other in (
        (
            "cet|cest|mez|mesz|hec|met|central european time|middle european time",
            "Europe/Paris",
            "",
        ),
        ("central european summer time|mitteleuropaische zeit|central europe", "Europe/Paris", ""),
        ("eet|eest|eastern european time|eastern european summer time", "Europe/Athens", ""),
        ("wet|west|western european time|western european summer time", "Europe/Lisbon", ""),
        ("gmt|greenwich|greenwich mean time", "Europe/London", "UTC"),
        ("bst|british summer time|british time|uk time", "Europe/London", ""),
        ("msk|moscow time", "Europe/Moscow", ""),
        ("trt|turkey time", "Europe/Istanbul", ""),
        ("utc|zulu|z|universal time|coordinated universal time", "UTC", ""),
        ("pt|pst|pdt|pacific|pacific time|pacific standard time", "America/Los_Angeles", ""),
        ("pacific daylight time|us pacific|west coast|pacific us", "America/Los_Angeles", ""),
        ("mt|mdt|mountain|mountain time|mountain daylight time", "America/Denver", ""),
        ("us mountain|mountain us", "America/Denver", ""),
        ("mst|mountain standard time", "America/Denver", "America/Phoenix"),
        ("ct|cdt|central|central time|central daylight time|us central", "America/Chicago", ""),
        ("central us", "America/Chicago", ""),
        ("cst|central standard time", "America/Chicago", "Asia/Shanghai"),
        ("et|edt|eastern|eastern time|eastern daylight time|us eastern", "America/New_York", ""),
        ("east coast|eastern us|new york time", "America/New_York", ""),
        ("est|eastern standard time", "America/New_York", "Australia/Sydney"),
        (
            "adt|atlantic time|atlantic daylight time|atlantic|atlantic canada",
            "America/Halifax",
            "",
        ),
        ("ast|atlantic standard time", "America/Halifax", "Asia/Riyadh"),
        ("nst|ndt|newfoundland time|newfoundland", "America/St_Johns", ""),
        ("akst|akdt|alaska|alaska time", "America/Anchorage", ""),
        ("hst|hawaii|hawaii time|hawaii standard time", "Pacific/Honolulu", ""),
        ("brt|brasilia time|horario de brasilia", "America/Sao_Paulo", ""),
        ("art|argentina time", "America/Argentina/Buenos_Aires", ""),
        ("clt|clst|chile time", "America/Santiago", ""),
        ("cot|colombia time", "America/Bogota", ""),
        ("pet|peru time", "America/Lima", ""),
        ("uyt", "America/Montevideo", ""),
        ("vet", "America/Caracas", ""),
        (
            "ist|indian standard time|india standard time|india time",
            "Asia/Kolkata",
            "Europe/Dublin",
        ),
        ("pkt|pakistan time", "Asia/Karachi", ""),
        ("npt|nepal time", "Asia/Kathmandu", ""),
        ("gst|gulf standard time|gulf time", "Asia/Dubai", ""),
        ("idt|israel time", "Asia/Jerusalem", ""),
        ("irst|iran time", "Asia/Tehran", ""),
        ("ict|indochina time", "Asia/Bangkok", ""),
        ("wib|western indonesian time", "Asia/Jakarta", ""),
        ("sgt|singapore time", "Asia/Singapore", ""),
        ("myt|malaysia time", "Asia/Kuala_Lumpur", ""),
        ("hkt|hong kong time", "Asia/Hong_Kong", ""),
        ("pht|philippine time|philippines time", "Asia/Manila", ""),
        ("china time|china standard time|beijing time", "Asia/Shanghai", ""),
        ("jst|japan time|japan standard time", "Asia/Tokyo", ""),
        ("kst|korea time|korea standard time|korean time", "Asia/Seoul", ""),
        ("awst|australian western time|western australia", "Australia/Perth", ""),
        ("acst|acdt|australian central time|south australia", "Australia/Adelaide", ""),
        ("aedt|aet|australian eastern time|victoria|new south wales", "Australia/Sydney", ""),
        ("aest|australian eastern standard time", "Australia/Sydney", "Australia/Brisbane"),
        ("queensland", "Australia/Brisbane", ""),
        ("tasmania", "Australia/Hobart", ""),
        ("nzst|nzdt|nzt|new zealand time", "Pacific/Auckland", ""),
        ("sast|south african time|south africa standard time", "Africa/Johannesburg", ""),
        ("wat|west africa time|west african time", "Africa/Lagos", ""),
        ("cat|central africa time|central african time", "Africa/Maputo", ""),
        ("eat|east africa time|east african time", "Africa/Nairobi", ""),
    )
    for name in names.split("|")
}
"""Abbreviations and names of zones: where they are kept, and what else they could mean."""

FIXED: Mapping[int, str] = {
    -570: "Pacific/Marquesas",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
    210: "Asia/Tehran",
}
"""Places that keep an offset (in minutes) the year round, where it is not a whole hour."""

_CITIES = {
    "Europe/Berlin": "munich|munchen|hamburg|cologne|koln|frankfurt|leipzig|dresden|stuttgart"
    "|dusseldorf|freiburg|bremen|hannover|nuremberg|nurnberg|bonn",
    "Europe/Vienna": "wien|graz|linz|salzburg|innsbruck",
    "Europe/Zurich": "geneva|geneve|genf|basel|bern|berne|lausanne|zurich",
    "Europe/Paris": "lyon|marseille|toulouse|bordeaux|nantes|lille|strasbourg|nice|montpellier"
    "|rennes|grenoble",
    "Europe/Madrid": "barcelona|valencia|sevilla|seville|bilbao|malaga|granada|zaragoza|mallorca",
    "Europe/Lisbon": "lisboa|porto|coimbra|braga|faro|lissabon|lisbonne",
    "Europe/Rome": "roma|milan|milano|torino|turin|bologna|florence|firenze|naples|napoli|venice",
    "Europe/London": "manchester|edinburgh|glasgow|bristol|leeds|birmingham|liverpool|cardiff"
    "|brighton|oxford|cambridge|sheffield|newcastle",
    "Europe/Dublin": "cork|galway",
    "Europe/Amsterdam": "rotterdam|utrecht|the hague|den haag|eindhoven|groningen",
    "Europe/Brussels": "bruxelles|brussel|antwerp|antwerpen|ghent|gent|brugge|liege",
    "Europe/Copenhagen": "kobenhavn|aarhus",
    "Europe/Stockholm": "gothenburg|goteborg|malmo",
    "Europe/Oslo": "bergen|trondheim",
    "Europe/Helsinki": "tampere|turku|espoo",
    "Europe/Warsaw": "warszawa|krakow|cracow|gdansk|wroclaw|poznan",
    "Europe/Prague": "praha|brno",
    "Europe/Athens": "athina|thessaloniki",
    "Europe/Bucharest": "bucuresti|cluj|cluj napoca",
    "Europe/Kyiv": "kyiv|kiev|lviv|odesa|kharkiv",
    "Europe/Belgrade": "beograd|novi sad",
    "Europe/Moscow": "saint petersburg|st petersburg|moskva",
    "Europe/Istanbul": "ankara|izmir|antalya",
    "America/New_York": "nyc|new york city|brooklyn|boston|washington|washington dc|philadelphia"
    "|atlanta|miami|pittsburgh|baltimore|charlotte|orlando|cleveland|vermont|virginia|georgia usa",
    "America/Chicago": "austin|dallas|houston|minneapolis|new orleans|st louis|texas|nashville"
    "|milwaukee|kansas city|san antonio",
    "America/Denver": "salt lake city|boulder|albuquerque|santa fe|colorado|utah",
    "America/Phoenix": "arizona|tucson",
    "America/Los_Angeles": "san francisco|sf|bay area|oakland|berkeley|seattle|portland|san diego"
    "|la|california|oregon|las vegas|sacramento",
    "America/Toronto": "montreal|ottawa|quebec|ontario",
    "America/Vancouver": "victoria bc|british columbia",
    "America/Edmonton": "calgary|alberta",
    "America/Mexico_City": "cdmx|ciudad de mexico|guadalajara|oaxaca|puebla",
    "America/Sao_Paulo": "rio|rio de janeiro|brasilia|belo horizonte|curitiba|porto alegre"
    "|florianopolis|salvador",
    "America/Argentina/Buenos_Aires": "rosario|la plata|caba",
    "America/Santiago": "valparaiso|santiago de chile",
    "America/Bogota": "medellin|cali|cartagena",
    "America/Lima": "cusco|cuzco|arequipa",
    "America/Guayaquil": "quito|cuenca",
    "Asia/Kolkata": "mumbai|bombay|delhi|new delhi|bangalore|bengaluru|chennai|hyderabad|pune"
    "|auroville|goa|calcutta|ahmedabad",
    "Asia/Shanghai": "beijing|peking|shenzhen|guangzhou|chengdu|hangzhou|上海|北京",
    "Asia/Tokyo": "osaka|kyoto|yokohama|nagoya|fukuoka|sapporo|東京|大阪|京都",
    "Asia/Seoul": "busan|incheon|서울|부산",
    "Asia/Taipei": "taichung|kaohsiung|臺北|台北",
    "Asia/Makassar": "bali|ubud|denpasar|canggu",
    "Asia/Jakarta": "yogyakarta|bandung",
    "Asia/Bangkok": "chiang mai",
    "Asia/Ho_Chi_Minh": "hanoi|saigon|da nang",
    "Asia/Manila": "cebu|quezon city",
    "Asia/Jerusalem": "tel aviv|haifa",
    "Asia/Dubai": "abu dhabi",
    "Australia/Sydney": "canberra|newcastle nsw|byron bay",
    "Australia/Melbourne": "geelong",
    "Australia/Brisbane": "gold coast|cairns",
    "Pacific/Auckland": "wellington|christchurch|dunedin|nelson|hamilton nz|aotearoa",
    "Africa/Johannesburg": "cape town|durban|pretoria",
    "Africa/Lagos": "abuja|ibadan",
    "Africa/Nairobi": "mombasa",
    "Africa/Casablanca": "marrakech|marrakesh|rabat|fes",
}

_COUNTRIES = {
    "Europe/Berlin": "germany|deutschland|allemagne|alemania",
    "Europe/Vienna": "austria|osterreich|autriche",
    "Europe/Zurich": "switzerland|schweiz|suisse|svizzera",
    "Europe/Paris": "france|frankreich|francia",
    "Europe/Madrid": "spain|espana|spanien|espagne|spain mainland",
    "Atlantic/Canary": "canary islands|canarias|tenerife|gran canaria|la palma",
    "Europe/Lisbon": "portugal",
    "Atlantic/Azores": "azores|acores",
    "Europe/Rome": "italy|italia|italien|italie",
    "Europe/London": "uk|united kingdom|great britain|britain|england|scotland|wales"
    "|northern ireland|gb",
    "Europe/Dublin": "ireland|eire",
    "Europe/Amsterdam": "netherlands|the netherlands|holland|nederland|niederlande",
    "Europe/Brussels": "belgium|belgie|belgique|belgien",
    "Europe/Copenhagen": "denmark|danmark",
    "Europe/Stockholm": "sweden|sverige|schweden",
    "Europe/Oslo": "norway|norge|norwegen",
    "Europe/Helsinki": "finland|suomi|finnland",
    "Europe/Warsaw": "poland|polska|polen",
    "Europe/Prague": "czechia|czech republic|cesko|tschechien",
    "Europe/Budapest": "hungary|magyarorszag|ungarn",
    "Europe/Athens": "greece|griechenland",
    "Europe/Istanbul": "turkey|turkiye|turkei",
    "Europe/Kyiv": "ukraine",
    "America/Argentina/Buenos_Aires": "argentina|argentinien",
    "America/Santiago": "chile",
    "America/Guayaquil": "ecuador",
    "Asia/Shanghai": "china|中国",
    "Asia/Tokyo": "japan|nippon|日本",
    "Asia/Seoul": "korea|south korea|republic of korea|한국",
    "Asia/Ho_Chi_Minh": "vietnam|viet nam",
    "Asia/Kuala_Lumpur": "malaysia",
    "Asia/Tashkent": "uzbekistan",
    "Asia/Nicosia": "cyprus",
    "Asia/Jerusalem": "israel",
    "Pacific/Auckland": "new zealand|nz|neuseeland",
}

SEVERAL_ZONES: Mapping[str, tuple[str, ...]] = {
    name: zones
    for names, zones in (
        (
            "usa|us|united states|united states of america|america|u s a|vereinigte staaten",
            ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
        ),
        ("canada|kanada", ("America/Toronto", "America/Winnipeg", "America/Vancouver")),
        ("australia|australien", ("Australia/Sydney", "Australia/Brisbane", "Australia/Perth")),
        ("brazil|brasil|brasilien", ("America/Sao_Paulo", "America/Manaus", "America/Fortaleza")),
        ("russia|russland", ("Europe/Moscow", "Asia/Yekaterinburg", "Asia/Novosibirsk")),
        ("mexico", ("America/Mexico_City", "America/Cancun", "America/Tijuana")),
        ("indonesia|indonesien", ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")),
        ("europe|europa", ("Europe/Lisbon", "Europe/Paris", "Europe/Athens")),
    )
    for name in names.split("|")
}
"""Places with too many zones to guess one, and some of these."""

_AREAS = frozenset(
    (
        *("Africa", "America", "Antarctica", "Arctic", "Asia"),
        *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
    )
)
_NOT_FOR_PEOPLE = frozenset(["Factory", "localtime", "posixrules"])


@cache
def iana() -> Mapping[str, str]:
    """The name of each zone that the machine or the tzdata package knows, by its lower case."""
    return {name.lower(): name for name in available_timezones() if name not in _NOT_FOR_PEOPLE}


@cache
def places() -> Mapping[str, str]:
    """Zones by the cities and countries that lie in one zone only, or nearly so."""
    found = {
        words(zone.rpartition("/")[2]): zone
        for zone in sorted(iana().values(), reverse=True)
        if zone.split("/")[0] in _AREAS and zone not in _old_australian()
    }
    zones_of, names = _countries()
    for code, zones in zones_of.items():
        for zone in zones:
            found[words(zone.rpartition("/")[2])] = zone
        if len(zones) == 1:
            found.setdefault(words(names[code]), zones[0])
    for table in (_COUNTRIES, _CITIES):
        found |= {words(name): zone for zone, names in table.items() for name in names.split("|")}
    return found


def _old_australian() -> frozenset[str]:
    """Names of states ("Australia/South"), whose last word is no place's name."""
    old = ["ACT", "LHI", "NSW", "North", "South", "West", "Yancowinna"]
    return frozenset(f"Australia/{name}" for name in old)


def _countries() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, str]]:
    """The zones of each country's code, and its English name, from the tzdata package."""
    folder = files("tzdata") / "zoneinfo"
    zones: dict[str, tuple[str, ...]] = {}
    for code, _place, zone, *_rest in _table((folder / "zone.tab").read_text("utf-8")):
        zones[code] = (*zones.get(code, ()), zone)
    return zones, dict(row[:2] for row in _table((folder / "iso3166.tab").read_text("utf-8")))


def _table(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
