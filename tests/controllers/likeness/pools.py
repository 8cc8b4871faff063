"""Small pools of names, cities and companies' words in many alphabets, for the golden set of duplicates. No test."""

from __future__ import annotations

import random
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Pool:
    """One language: its names, how many surnames its people have, and how its numbers are written."""

    code: str
    weight: int
    first: tuple[str, ...]
    last: tuple[str, ...]
    cities: tuple[str, ...]
    prefix: str
    ending: str
    two_surnames: float = 0.0
    two_first: float = 0.1
    spaced: bool = True
    letters: bool = True
    trades: str = "es"
    nicknames: dict[str, str] = field(default_factory=dict)

    def name(self, dice: random.Random) -> tuple[str, str]:
        first = dice.choice(self.first)
        if self.spaced and dice.random() < self.two_first:
            first = f"{first} {dice.choice(self.first)}"
        last = dice.choice(self.last)
        if dice.random() < self.two_surnames:
            last = f"{last} {dice.choice(self.last)}"
        return first, last

    def mobile(self, dice: random.Random) -> str:
        return f"+{self.prefix}6{dice.randrange(10**8):08d}"

    def landline(self, dice: random.Random) -> str:
        return f"+{self.prefix}9{dice.randrange(10**8):08d}"

    def written(self, number: str, dice: random.Random) -> str:
        """A number as people write it: with spaces, with 00, without the country."""
        national = number.removeprefix(f"+{self.prefix}")
        spaced = " ".join(national[start : start + 3] for start in range(0, len(national), 3))
        ways = (f"+{self.prefix} {spaced}", f"00{self.prefix} {spaced}", f"(+{self.prefix}) {national}", spaced)
        return dice.choice(ways) if self.prefix == "34" else dice.choice(ways[:3])


def _all(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ES = Pool(
    "es", 40,
    _all("José María Antonio Carmen Francisco Ana Manuel Laura Juan Lucía David Marta Javier Elena Daniel "
         "Cristina Carlos Isabel Jesús Pilar Alejandro Paula Miguel Sara Rafael Raquel Pedro Beatriz "
         "Ángel Rosa Pablo Silvia Sergio Teresa Fernando Andrea Luis Julia Jorge Mónica Alberto Irene "
         "Álvaro Patricia Diego Rocío Óscar Inés Raúl Nuria Iván Sonia Rubén Begoña Martín Mario Víctor "
         "Concepción Enrique Dolores Ignacio Eva"),
    _all("García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz "
         "Hernández Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez "
         "Ramos Gil Ramírez Serrano Blanco Molina Morales Suárez Ortega Delgado Castro Ortiz Rubio Marín "
         "Sanz Núñez Iglesias Medina Garrido Cortés Castillo Santos Lozano Guerrero Cano Prieto Méndez "
         "Cruz Calvo Gallego Vidal León Márquez Herrera Peña Flores Cabrera Campos Vega Fuentes Carrasco "
         "Diez Reyes Caballero Nieto Aguilar Zubizarreta Ibarra Etxeberria Quiñones Bermúdez Pacheco "
         "Echevarría Urrutia Peiró Ferrándiz Escribano"),
    ("Madrid", "Barcelona", "Sevilla", "Málaga", "Córdoba", "A Coruña", "León", "Cádiz", "Valencia", "Bilbao"), "34",
    "es", 0.65, 0.2,
    nicknames={"José": "Pepe", "Francisco": "Paco", "Manuel": "Manolo", "Javier": "Javi", "Antonio": "Toni",
               "Carmen": "Carmen", "Jesús": "Chus", "Alejandro": "Álex", "Concepción": "Conchi", "Dolores": "Lola",
               "Ignacio": "Nacho", "Enrique": "Quique", "Rafael": "Rafa", "Isabel": "Isa", "Teresa": "Tere",
               "Cristina": "Cris", "Beatriz": "Bea", "Fernando": "Nando", "Alberto": "Tito", "Miguel": "Mike"},
)  # fmt: skip
_MX = Pool(
    "mx", 12,
    _all("Guadalupe Juan José María Luis Verónica Jesús Alejandra Miguel Fernando Gabriela Ricardo "
         "Leticia Roberto Eduardo Mariana Arturo Daniela Héctor Ximena Raúl Lourdes Óscar Rosario"),
    _all("Hernández García Martínez López González Rodríguez Pérez Sánchez Ramírez Cruz Flores Gómez "
         "Morales Vázquez Reyes Jiménez Torres Díaz Gutiérrez Ruiz Mendoza Aguilar Ortiz Castillo Moreno "
         "Rivera Chávez Juárez"),
    ("Ciudad de México", "Guadalajara", "Monterrey", "Puebla", "León", "Mérida", "Querétaro"), "52", "mx", 0.8, 0.3,
    nicknames={"Guadalupe": "Lupita", "Jesús": "Chuy", "Roberto": "Beto", "Eduardo": "Lalo", "Fernando": "Fer",
               "Gabriela": "Gaby", "Rosario": "Chayo", "Leticia": "Lety"},
)  # fmt: skip
_EN = Pool(
    "en", 10,
    _all("James Mary John Patricia Robert Jennifer Michael Linda William Elizabeth David Barbara Richard "
         "Susan Thomas Sarah Daniel Karen Matthew Emily Anthony Margaret Andrew Rebecca Joshua Katherine"),
    _all("Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Jackson "
         "Martin Thompson White Harris Clark Lewis Robinson Walker O'Brien O'Connor MacDonald Fitzgerald "
         "Whitaker Cunningham"),
    ("London", "Dublin", "Leeds", "Boston", "Austin", "Chicago"), "44", "com", 0.02, 0.2, trades="en",
    nicknames={"Robert": "Bob", "William": "Bill", "Richard": "Dick", "Elizabeth": "Liz", "Michael": "Mike",
               "James": "Jim", "Margaret": "Peggy", "Katherine": "Kate", "Thomas": "Tom", "Jennifer": "Jenny",
               "Matthew": "Matt", "Andrew": "Andy", "Rebecca": "Becky", "Daniel": "Dan", "Susan": "Sue"},
)  # fmt: skip
_PT = Pool(
    "pt", 7,
    _all("João António Conceição Luís Gonçalo Tomás Júlia Vitória Thaís Inês Mário Cláudia Sérgio "
         "Verônica Estêvão Fátima Ângela Otávio Lúcia Simão Cecília"),
    _all("Silva Gonçalves Araújo Magalhães Simões Guimarães Conceição Brandão Leitão Estêvão Falcão "
         "Assunção Patrício Fontão Vilaça Moutinho Sequeira Brás Antão"),
    ("São Paulo", "Lisboa", "Brasília", "Coimbra", "Évora"), "351", "pt", 0.4, 0.2)  # fmt: skip
_DE = Pool(
    "de", 7,
    _all("Jürgen Jörg Günther Käthe Björn Sören Heike Sabine Wolfgang Stefan Matthias Anneliese Ursula "
         "Klaus Ulrike Bärbel Jochen Götz Hannelore Rüdiger Annegret Lothar"),
    _all("Müller Schröder Jäger Weiß Köhler Böhm Strauß Schäfer Krüger Lüdenscheid Grünwald Öztürk "
         "Schönberger Meyer Hübner Förster Rößler Kühn Bäcker Hoffmann Vogel Zimmermann Lehmann"),
    ("München", "Köln", "Düsseldorf", "Berlin", "Nürnberg"), "49", "de", trades="de")  # fmt: skip
_PL = Pool(
    "pl", 5,
    _all("Łukasz Małgorzata Paweł Zofia Świętosława Krzysztof Agnieszka Stanisław Bożena Mieczysław "
         "Żaneta Grażyna Bogusław Tadeusz Jędrzej Wiesława Radosław Jolanta Elżbieta Czesław"),
    _all("Kowalski Wiśniewski Wójcik Dąbrowska Zieliński Szymański Lewandowski Kamiński Woźniak Kozłowski "
         "Jabłoński Piotrowski Grabowski Pawłowski Michalski Król Wróbel Jasiński Górski"),
    ("Kraków", "Łódź", "Wrocław", "Poznań", "Gdańsk"), "48", "pl", trades="de")  # fmt: skip
_CS = Pool(
    "cs", 4,
    _all("Jiří Zdeněk Eliška Tomáš Kateřina Ondřej Lucie Štěpán Božena Vojtěch Jaroslav Květa Miroslav "
         "Libuše Přemysl Radka Hedvika"),
    _all("Novák Dvořák Černý Procházka Kučera Veselý Němec Pospíšil Růžička Čermák Šťastný Kolář Beneš "
         "Fiala Sedláček Doležal Zeman Bláha Kříž"),
    ("Praha", "Brno", "Plzeň", "Děčín"), "420", "cz", trades="de")  # fmt: skip
_TR = Pool(
    "tr", 4,
    _all("Çağlar Gökhan Ümit Şebnem Işıl İbrahim Ayşegül Özlem Süleyman Gülşen Tuğçe Hüseyin Nurgül Fatih "
         "Emre Zeynep Barış Çiğdem"),
    _all("Öztürk Yıldız Şahin Çelik Güneş Yılmaz Kılıç Doğan Özdemir Aydın Çakır Erdoğan Aksoy Koç Arslan "
         "Polat Korkmaz Tekin Avcı Bulut"),
    ("İstanbul", "Ankara", "İzmir", "Eskişehir"), "90", "tr", trades="de")  # fmt: skip
_RU = Pool(
    "ru", 5,
    _all("Иван Мария Ольга Сергей Дмитрий Екатерина Алексей Наталья Владимир Светлана Фёдор Татьяна "
         "Михаил Людмила Юрий Галина Константин Евгения"),
    _all("Иванов Петров Сидоров Кузнецов Смирнов Васильев Соловьёв Морозов Новиков Лебедев Королёв "
         "Григорьев Павлов Семёнов Голубев Виноградов Богданов Воробьёв Филиппов Тарасов"),
    ("Москва", "Казань", "Самара", "Пермь"), "7", "ru", trades="ru",
    nicknames={"Дмитрий": "Dmitri", "Сергей": "Sergei", "Владимир": "Vladimir", "Иван": "Ivan"})  # fmt: skip
_EL = Pool(
    "el", 4,
    _all("Γιώργος Ελένη Δημήτρης Κωνσταντίνος Αικατερίνη Νικόλαος Βασιλική Παναγιώτης Σοφία Χρήστος "
         "Θεόδωρος Αναστασία Ευάγγελος Μαργαρίτα Σπυρίδων Δέσποινα"),
    _all("Παπαδόπουλος Νικολαΐδης Γεωργίου Δημητρίου Οικονόμου Αντωνίου Καραγιάννης Βλάχος Μακρής Αλεξίου "
         "Ιωάννου Παππάς Σταματίου Κωστόπουλος Ζαφειρίου Λαμπρόπουλος Θεοδώρου"),
    ("Αθήνα", "Θεσσαλονίκη", "Πάτρα", "Ηράκλειο"), "30", "gr", trades="ru")  # fmt: skip
_AR = Pool(
    "ar", 4,
    _all("محمد فاطمة أحمد عائشة إبراهيم خديجة مصطفى عبدالله سليمان إسماعيل ياسمين يوسف مريم طارق سلمى "
         "حسين نور"),
    _all("الحسيني المصري العلي الخطيب الأنصاري السباعي القاسمي النجار الشريف البغدادي الزهراوي الحداد "
         "المغربي الطرابلسي القرشي السويدي الدمشقي"),
    ("القاهرة", "دمشق", "عمّان", "الرباط"), "20", "eg", trades="ru")  # fmt: skip
_HE = Pool(
    "he", 3,
    _all("אברהם שרה יעקב רבקה בנימין אלישבע מרדכי תמר יהונתן אסתר מיכאל רחל שמואל נעמי אליהו דבורה"),
    _all("כהן לוי מזרחי פרידמן ביטון רוזנברג גולדשטיין אברמוביץ שפירא אזולאי אוחיון ברקוביץ דהן רבינוביץ "
         "קפלן מלכה"),
    ("ירושלים", "חיפה", "תל־אביב"), "972", "il", trades="ru")  # fmt: skip
_ZH = Pool(
    "zh", 5,
    _all("伟 芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 志强 建国 晓明 海燕"),
    _all("王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 欧阳 司马"), ("北京", "上海", "广州", "深圳"), "86", "cn",
    two_first=0.0, spaced=False, letters=False, trades="zh")  # fmt: skip
_JA = Pool(
    "ja", 4,
    _all("太郎 花子 美咲 翔太 陽菜 健一 裕子 直樹 恵子 大輔 愛 誠 由美子 拓也"),
    _all("佐藤 鈴木 高橋 田中 渡辺 伊藤 山本 中村 小林 加藤 吉田 山田 佐々木 山口"), ("東京", "大阪", "京都", "札幌"),
    "81", "jp", two_first=0.0, spaced=False, letters=False, trades="zh")  # fmt: skip
_KO = Pool(
    "ko", 4,
    _all("건우 채원 시우 소율 민준 서연 지훈 지우 현우 수빈 예준 하은 도윤 유진 성민 은지"),
    _all("김 이 박 최 정 강 조 윤 장 임 남궁 한 오 서 신 권 황"),
    ("서울", "부산", "대구", "인천"), "82", "kr", two_first=0.0,
    spaced=False, letters=False, trades="zh")  # fmt: skip

POOLS = {one.code: one for one in (_ES, _MX, _EN, _PT, _DE, _PL, _CS, _TR, _RU, _EL, _AR, _HE, _ZH, _JA, _KO)}
TRADES = {
    "es": _all("Talleres Transportes Panadería Clínica Construcciones Asesoría Grupo Industrias Restaurante "
         "Óptica Farmacia Distribuciones Inmobiliaria Consultoría Muebles Viajes Seguros"),
    "en": _all("Acme Global Northern Advanced Summit Pioneer Systems Logistics Consulting Bakery Holdings "
         "Partners"),
    "de": _all("Bäckerei Autohaus Gebrüder Elektro Logistik Software Metallbau Handel Tischlerei Verlag"),
    "ru": _all("Стройсервис Торговый Альфа Вектор Глобал Nordic Delta Omega Technika Servis"),
    "zh": _all("東方 新华 国际 科技 三和 大成 中央 Dragon Asia"),
}  # fmt: skip
COMPANY_FORMS = {
    "es": ("S.L.", "S.A.", "S.A.S.", "SL", "S. de R.L.", "S.A. de C.V.", ""),
    "en": ("Ltd", "Inc.", "LLC", "Limited", "Corp."),
    "de": ("GmbH", "AG", "KG", "s.r.o."),
    "ru": ("ООО", "Ltd", "A.E."),
    "zh": ("有限公司", "株式会社", "Ltd"),
}
