"""Seeded, realistic data in many alphabets: rows for the file and cells for a CSV. No measuring."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from crm.utils.text import fold


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


FIRST = _split("""
María José Lucía Martín Sofía Andrés Ángel Óscar Íñigo Begoña Nuño Raúl Jesús Mónica Verónica Joaquín Inés Belén
João Antônio Conceição Luís Gonçalo Tomás Júlia Vitória Thaís François Élodie Chloé Zoé Hélène Jérôme Noël Anaïs
Cédric Jürgen Jörg Günther Käthe Björn Sören Åsa Øyvind Håkon Märta Łukasz Małgorzata Paweł Zofia Świętosława Jiří
Zdeněk Eliška Çağlar Gökhan Ümit Şebnem Işıl Đặng Nguyễn Thị Hương Trần Zoltán Éva György Ștefan Ioana Emma Oliver
James Mary John Robert Linda Michael William Elizabeth David Richard Susan Thomas Sarah Daniel Laura Paolo Giulia
Niccolò Matteo Chiara Иван Мария Ольга Сергей Γιώργος Ελένη 太郎 美咲 王伟 李娜 Fatima Mohammed Aïcha Zeynep
""")
LAST = _split("""
García Fernández González Rodríguez López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno
Muñoz Álvarez Romero Alonso Gutiérrez Núñez Ibáñez Peña Ordóñez Silva Gonçalves Araújo Magalhães Simões Müller
Schröder Jäger Weiß Köhler Böhm Strauß Dubois Lefèvre Bérenger Gauthier Prévost Châtelain Kowalski Wiśniewski Wójcik
Dąbrowska Zieliński Szymański Novák Dvořák Černý Procházka Horváth Szabó Tóth Kovács Popescu Ionescu Ștefănescu
Öztürk Yıldız Şahin Çelik Andersson Åkesson Sjöström Sørensen Østergård Hansen Smith Johnson Williams Brown Jones
Davis Miller Wilson O'Brien O'Connor MacDonald Rossi Ferrari D'Angelo Esposito Phạm Đỗ Иванов Петрова Παπαδόπουλος
山田 鈴木 王 李
""")
_SYLLABLES = _split("""
ba be bi bo bu ca co cu da de di do fa fe fi fo ga go gu ja jo ka ke ki ko la le li lo lu ma me mi mo mu na ne ni no
ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo za ze zi zo ñe lé rí ón ár ül
""")
_TRADES = _split("""
Grupo Industrias Soluciones Transportes Panadería Clínica Estudio Consultoría Bäckerei Société Logística Ibérica
Nordic Alpha Delta Quantum Verde Solar Café Hôtel Software Marítima Textil Química Farmacéutica Óptica
""")
_FORMS = ("S.A.", "S.L.", "GmbH", "SARL", "Ltd", "Inc", "SpA", "AB", "S.A. de C.V.", "& Co", "Kft", "OY")
_JOBS = ("Director", "Gerente de compras", "CEO", "CTO", "Sales Manager", "Ingeniería", "Administración", "Einkäufer",
         "Responsable achats", "Marketing", "Técnico", "Propietario")  # fmt: skip
_CITIES = (("Madrid", "España", "34", 9), ("Barcelona", "España", "34", 9), ("Málaga", "España", "34", 9),
           ("Ciudad de México", "México", "52", 10), ("Bogotá", "Colombia", "57", 10),
           ("São Paulo", "Brasil", "55", 11),
           ("Lisboa", "Portugal", "351", 9), ("Paris", "Francia", "33", 9), ("München", "Alemania", "49", 10),
           ("Kraków", "Polonia", "48", 9), ("Göteborg", "Suecia", "46", 9), ("New York", "Estados Unidos", "1", 10),
           ("London", "Reino Unido", "44", 10), ("Buenos Aires", "Argentina", "54", 10),
           ("İstanbul", "Turquía", "90", 10))  # fmt: skip
_SOURCES = ("Web", "Referido", "Feria", "Llamada", "LinkedIn", "Importación", "E-mail")
_STATUSES = ("lead", "prospect", "customer", "inactive")
_VOCABULARY = _split("""
cliente reunión propuesta presupuesto llamada pendiente interesado producto demostración contrato renovación factura
descuento integración migración soporte técnico decisión comité trimestre precio competencia licencia formación
entrega almacén envío garantía incidencia visita feria catálogo muestra pedido condiciones pago plazo crédito
meeting follow up budget approved waiting feedback urgent später Angebot Rückruf réunion décembre devis prévu
""")
HEADERS = ("Nombre", "Apellidos", "Empresa", "Cargo", "E-mail", "Teléfono", "Móvil", "Dirección", "Ciudad", "Provincia",
           "País", "Código postal", "Sitio web", "Origen", "Estado", "NIF", "Notas", "ID externo",
           "Creado")  # fmt: skip

Values = dict[str, Any]


class People:
    """An endless crowd: the same seed gives the same people."""

    def __init__(self, seed: int = 42) -> None:
        self._dice = random.Random(seed)
        made = {self._word() + self._dice.choice(("", "n", "z", "s", "r", "ski", "ez", "son")) for _ in range(30000)}
        rare = [word.capitalize() for word in sorted(made)]
        self._dice.shuffle(rare)
        self._surnames = [*LAST, *rare]
        self._surname_weights = list(accumulate(1 / (place + 8) for place in range(len(self._surnames))))
        self._words = [*_VOCABULARY, *(self._word() for _ in range(3000))]
        self._word_weights = list(accumulate(1 / (place + 3) for place in range(len(self._words))))
        form, trade = self._dice.choice, self._dice.choice
        self._companies = [f"{trade(_TRADES)} {trade(rare)} {form(_FORMS)}" for _ in range(60000)]
        self._number = 0

    def _word(self) -> str:
        return "".join(self._dice.choice(_SYLLABLES) for _ in range(self._dice.choice((2, 3, 3, 4))))

    def rows(self, count: int, *, of: int = 100_000) -> Iterator[Values]:
        """So many people by field name, phones as E.164; `of` is the size of the whole crowd."""
        companies = min(60000, max(500, of // 8))
        for _ in range(count):
            yield self._person(companies)

    def _person(self, companies: int) -> Values:
        dice = self._dice
        self._number += 1
        first = dice.choice(FIRST) + (f" {dice.choice(FIRST)}" if dice.random() < 0.25 else "")
        last = self._surname() + (f" {self._surname()}" if dice.random() < 0.3 else "")
        company = self._companies[int(companies * dice.random() ** 1.6)] if dice.random() < 0.9 else ""
        city, country, code, length = dice.choice(_CITIES)
        domain = self._domain(company)
        return {
            "first_name": first,
            "last_name": last,
            "company": company,
            "job_title": dice.choice(_JOBS),
            "email": f"{self._mailbox(first, last)}@{domain}" if dice.random() < 0.93 else "",
            "phone": self._phone(code, length),
            "mobile_phone": self._phone(code, length) if dice.random() < 0.5 else "",
            "address": f"Calle {self._surname()} {dice.randrange(1, 200)}",
            "city": city,
            "state": "",
            "country": country,
            "postal_code": f"{dice.randrange(1000, 99999):05d}",
            "website": f"https://{domain}" if dice.random() < 0.5 else "",
            "source": dice.choice(_SOURCES),
            "status": dice.choices(_STATUSES, (50, 25, 20, 5))[0],
            "tax_id": "",
            "notes": self._note() if dice.random() < 0.6 else "",
            "external_id": "",
            "created_at": self._moment(),
        }

    def _surname(self) -> str:
        return self._dice.choices(self._surnames, cum_weights=self._surname_weights)[0]

    def _note(self) -> str:
        return " ".join(self._dice.choices(self._words, cum_weights=self._word_weights, k=self._dice.randrange(4, 36)))

    def _phone(self, code: str, length: int) -> str:
        return f"+{code}6{self._dice.randrange(10 ** (length - 1)):0{length - 1}d}"

    def _domain(self, company: str) -> str:
        if not company or self._dice.random() < 0.4:
            return self._dice.choice(("correo.example", "mail.example", "post.example"))
        return "".join(letter for letter in fold(company) if letter.isascii() and letter.isalnum()) + ".example"

    def _mailbox(self, first: str, last: str) -> str:
        name = f"{fold(first).split()[0]}.{fold(last).split()[0]}".replace("'", "")
        return f"{name if name.isascii() else 'user.x'}{self._number}"

    def _moment(self) -> str:
        day = f"{self._dice.randrange(2021, 2026)}-{self._dice.randrange(1, 13):02d}-{self._dice.randrange(1, 29):02d}"
        return f"{day}T{self._dice.randrange(24):02d}:{self._dice.randrange(60):02d}:00Z"
