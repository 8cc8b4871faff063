"""Names of people that are said in another way: Pepe for José, Bob for Robert; and names everybody knows. Data only."""

from __future__ import annotations

# One name a line, folded, with the short, pet and neighbouring forms it goes by. A form may stand in several lines.
_GROUPS = """
jose pepe pepito josep pep chepe xose giuseppe joseph joe joey zeca ze
francisco paco pancho fran kiko curro quico francesc frasco fco pacho xisco cisco francesco chico paquito
francisca paca paqui francesca fca
manuel manolo manu lolo manuela nolo man
manuela manoli lola
dolores lola loli lolita
maria mari mary mariya marija mariam ma maruja
concepcion concha conchi conchita chon
guadalupe lupe lupita
rosario charo chayo
isabel isa chabela elisabeth elizabeth isabella bella izabela
elizabeth liz beth betty lisa eliza lizzie betsy elisabeth libby
ignacio nacho inaki ignasi ignatius
antonio tono toni antoni anton tony antxon antonin
enrique quique kike enric henry heinrich henri harry hank rico
javier javi xavi xavier xabier xabi
eduardo edu lalo eduard edward eddie ted ed ned teddy
fernando nando fer ferran ferdinand
jesus chucho chus chuy txus suso
jorge jordi george coque georg giorgio georges
luis lucho lluis louis lewis luigi ludwig lou
pedro pere perico peter pete piotr pierre pietro petr piet
pablo pau paul pavel pawel paolo
juan joan john johannes jean giovanni jan ivan hans jack johnny jon ian yannis giannis sean
rafael rafa rafal raffaele raphael
roberto robert bob rob bobby robbie beto tito robbert
alberto beto albert al bert tito alberti
alejandro alex ale jandro alexander alexandre sasha aleksandr alessandro sandro alejo sander
alejandra alex ale sandra alexandra jandra aleksandra alessandra sasha
santiago santi yago tiago jaime jaume james jim jimmy jamie diego
sebastian seb sebas bastian
daniel dani dan danny daniele
daniela dani danielle
gonzalo gonza chalo
guillermo guille memo willy william bill will billy guillem wilhelm guglielmo liam billie guillaume
ricardo ricky richard rick dick rich ric richie riccardo
miguel miki michael mike mick miquel mikel michel michal mikhail mihail micky michele
angel angelito gelo
andres andreu andrew andy drew andrei andrey andreas andrzej
vicente chente vicent vincent vince vinny vincenzo
joaquin quino chimo joaquim ximo
carlos carles charlie charles chuck karl carlo charly karel chas
salvador salva chava
sergio sergi sergey sergei serge checo
victor vitor viktor
felipe pipe philip phil philippe filip filippo
gabriel gabi gabo gabriele gabe
gabriela gabi gaby gabrielle
cristina cris tina christina kristina christine chris tina
cristobal tobal christopher chris kris topher
patricia patri pati patty pat trish patrizia tricia
patricio pato patrick pat paddy
teresa tere theresa teresita terri tess tessa
montserrat monserrat montse
mercedes merche meche
margarita marga margaret maggie peggy meg marge greta margarete rita malgorzata
rosa rosi rosita rose
ana anna anne annie anita ann any
susana susi susan sue susie suzanne susanne zuzana
catalina cata caty katherine catherine kate kathy katie cathy kathryn katrin katarina caterina ekaterina kat
beatriz bea beatrice beti
silvia silvi sylvia
veronica vero ronnie
victoria vicky viki vic vitoria tori
pilar pili piluca
encarnacion encarna
inmaculada inma macu
consuelo chelo
milagros mila
soledad sole
esperanza espe
asuncion asun
magdalena magda lena madeleine
rocio chio
lourdes lurdes
josefa pepa pepi fina josefina josephine
socorro coco
fernanda fer nanda
valentina vale
natalia nati natalie nataliya natasha
nicolas nico nicholas nick nikolaus nicola nikolay niklas nicky
leonardo leo leonard lenny
thomas tom tommy tomas tommaso toma
stephen steve steven stefan esteban stephan stefano stepan etienne
anthony tony
benjamin ben benny benji
samuel sam sammy
samantha sam
matthew matt mateo matthias mateusz matteo mathieu matias
gregory greg gregorio goyo
jeffrey jeff geoffrey
kenneth ken kenny
lawrence larry lorenzo
timothy tim timoteo
zachary zach zack
jonathan jon jonny
joshua josh
jacob jake
ronald ron ronnie
donald don donnie
raymond ray ramon moncho mon
frederick fred freddy federico fede friedrich
theodore ted theo teodoro
deborah debbie deb debora
barbara barb babs
jennifer jen jenny
jessica jess jessie
rebecca becky becca rebeca
kimberly kim
pamela pam
dorothy dot dottie dorotea
eleanor ellie nell leonor elena helen nora
abigail abby
alfredo fredo alfred alf
ernesto neto ernest ernst
hector tito
rodrigo rodri ruy
ruben rube
adrian adri
alvaro alvarito
arturo arthur art arturito artur
gerardo gera gerard
gustavo gus tavo
ismael isma
marcos marco mark marc marcus markus
mario mariu
mauricio mau maurice mauro
oscar osqui
raul rau
tomas tomy tom
ulises uli
alonso lonso
bernardo berna bernard bernie
emilio milo emil
graciela chela
leticia lety
refugio cuca
yolanda yoli yola
joao jao johao
mohammed mohamed muhammad mohammad mehmet muhammed mohamad med
ahmed ahmad achmad
yusuf yousef youssef josef
fatima fatma fatimah
ali aly
hussein husein husain hussain
abdullah abdallah
dmitri dmitry dmitrij dima mitya dmytro
vladimir vova volodymyr
yekaterina katya ekaterina
aleksei alexei alexey alyosha oleksiy
nikolai nikolay kolya mykola
georgios giorgos yorgos
ioannis giannis yannis
konstantinos kostas costas
dimitrios dimitris
panagiotis panos
eleni elena helen
katarzyna kasia
agnieszka aga
krzysztof krzys
zhang chang
wang wong
chen chan tan
lee li yi rhee
""".strip()

# Names that are nobody's slip of the pen for one another, however close: Marín and Martín, Mario and María.
_KNOWN_WORDS = (
    "aitor alba alicia amparo andrea angela antonia aurora begona belen berta blanca bruno camila carla carmen carolina"
    " cecilia celia clara claudia claudio damian david diana domingo elena elisa elsa elvira emma eva fabian felix"
    " fermin gema gemma german gloria hugo ines irene iris ivan ivana julia julian juliana julio laura leon lidia"
    " liliana lina lorena luca lucas lucia luciana luciano lucio luis luisa luz maria mariana mariano marina mario"
    " marisa marisol mark marta martin martina mateo melisa mila mirta moises monica nadia nerea noa noe noel noelia"
    " nora norma nuria olga olivia paloma paola pascual paula paulina paulino paz ramiro ramona raquel regina renata"
    " rita rodolfo roman romina rosana ruth sara saul simon simona sofia sonia tamara tania valeria violeta virginia"
    " ximena yago zoe juana joana oscar ruben abel adela adolfo agustin alan aldo alfonso alonso amalia amelia anabel"
    " ariel armando benito boris bianca carlota dario delia dora emilia erica ester fabiola fidel flora"
    " garcia garces gonzalez gonzales rodriguez fernandez hernandez lopez martinez martin marin sanchez sancho perez"
    " peres paez paz gomez gamez jimenez gimenez ruiz ruz diaz dias moreno marino munoz muniz alvarez alvares romero"
    " romera gutierrez alonso navarro torres torre dominguez vazquez vasquez velazquez ramos ramon gil gila ramirez"
    " serrano serra blanco blanca molina molino morales moral suarez juarez ortega ortiz delgado castro castillo"
    " castillejo rubio rubia sanz saenz saez santos santo iglesias medina merino cortes cortez castillo garrido"
    " guerrero guerra lozano cano canto prieto mendez menendez cruz calvo gallego gallegos vidal vidales leon"
    " marquez herrera herrero pena pina penas flores flor cabrera cabrero campos campo vega vegas fuentes fuente"
    " carrasco diez reyes rey caballero nieto aguilar aguilera pascual santana santiago hidalgo montero montes"
    " ibanez gimeno ferrer ferrero duran vicente benitez mora moran arias vargas carmona crespo roman pastor soto"
    " saez velasco moya soler parra esteban bravo gallardo rojas rosas silva silvia sousa souza costa acosta rocha"
    " smith smyth johnson johnston jones brown miller muller wilson moore taylor anderson thomas jackson white harris"
    " allen king wright scott green baker adams nelson carter mitchell roberts robertson turner phillips campbell"
    " parker evans edwards collins stewart morris murphy cook rogers reed cooper bailey kelly howard ward watson ross"
    " meyer mayer maier hansen hanssen jensen jansen janssen larsen larson olsen olson nielsen petersen peterson"
    " rossi russo bianchi ricci novak kovac kovacs kowalski nowak kim lim lin liu li le lee tan yan yang wang wong"
)
KNOWN = frozenset(_KNOWN_WORDS.split()) | frozenset(_GROUPS.split())

# Pet forms of two names at once, as the words they stand for.
SPELT_OUT = {
    "chema": ("jose", "maria"),
    "txema": ("jose", "maria"),
    "josema": ("jose", "maria"),
    "josemaria": ("jose", "maria"),
    "juanjo": ("juan", "jose"),
    "juanca": ("juan", "carlos"),
    "juancar": ("juan", "carlos"),
    "juanma": ("juan", "manuel"),
    "juanan": ("juan", "antonio"),
    "joselu": ("jose", "luis"),
    "maribel": ("maria", "isabel"),
    "marisa": ("maria", "luisa"),
    "maite": ("maria", "teresa"),
    "mayte": ("maria", "teresa"),
    "maritere": ("maria", "teresa"),
    "maricarmen": ("maria", "carmen"),
    "mamen": ("maria", "carmen"),
    "marijose": ("maria", "jose"),
    "marimar": ("maria", "mar"),
    "ma": ("maria",),
    "fco": ("francisco",),
    "fca": ("francisca",),
    "rdo": ("ricardo",),
}


def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_GROUPS.splitlines()):
        for form in line.split():
            found.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


def _families(groups: dict[str, frozenset[int]]) -> dict[str, str]:
    """One word for all forms that hang together through any line."""
    leader: dict[int, int] = {}

    def first(number: int) -> int:
        while leader.setdefault(number, number) != number:
            number = leader[number]
        return number

    for numbers in groups.values():
        lowest = min(map(first, numbers))
        for number in numbers:
            leader[first(number)] = lowest
    return {form: f"={first(min(numbers))}" for form, numbers in groups.items()}


# Folded form -> the names it may stand for, as numbers; forms that share one may be one name.
MEANINGS = _groups()
# Folded form -> one word for everything it may hang together with: wider, for finding candidates.
FAMILIES = _families(MEANINGS)
