"""Addresses that many share and that prove nothing: mailboxes of whole firms, domains that anybody may use."""

from __future__ import annotations

_MAILBOXES_TEXT = (
    "info ventas sales contacto contact hola hello admin administracion administration office oficina support"
    " soporte compras pedidos orders facturacion billing comercial marketing rrhh hr jobs recepcion reception"
    " general mail correo noreply no-reply gerencia direccion clientes atencion atencionalcliente help ayuda"
    " webmaster postmaster team equipo enquiries inquiries accounts contabilidad reservas bookings prensa"
    " press empresa negocio tienda dpto departamento secretaria secretariat secretary invoices invoice kontakt"
    " buero biuro sekretariat bok vendas comercialventas export import logistica almacen calidad tecnico sac"
    " taller obras proyectos servicio servicios service feedback abuse root noc security privacy dpo gdpr"
    " newsletter no_reply donotreply do-not-reply unknown sincorreo notiene ninguno none na test nomail noemail"
    " sinemail"
)
_MAILBOXES = frozenset(_MAILBOXES_TEXT.split())
# Mail hosts for everybody: a domain that says nothing about the company.
_MAIL_HOSTS_TEXT = (
    "gmail.com googlemail.com hotmail.com hotmail.es hotmail.com.mx hotmail.com.ar hotmail.fr hotmail.co.uk"
    " outlook.com outlook.es live.com live.com.mx live.com.ar msn.com yahoo.com yahoo.es yahoo.com.mx"
    " yahoo.com.ar yahoo.co.uk icloud.com me.com mac.com aol.com gmx.com gmx.es gmx.de gmx.net proton.me"
    " protonmail.com telefonica.net terra.es terra.com movistar.es ono.com orange.es vodafone.es mail.com"
    " zoho.com yandex.com mail.ru ymail.com prodigy.net.mx t-online.de web.de orange.fr free.fr wanadoo.fr"
    " wanadoo.es libero.it uol.com.br bol.com.br"
)
_MAIL_HOSTS = frozenset(_MAIL_HOSTS_TEXT.split())
# Pages of everybody, also below names of their own: a profile there says nothing about whose site it is.
_PLATFORMS_TEXT = (
    "linkedin.com facebook.com instagram.com twitter.com x.com google.com youtube.com wixsite.com blogspot.com"
    " wordpress.com tiktok.com wa.me t.me linktr.ee business.site bit.ly github.com"
)
_PLATFORMS = tuple(_PLATFORMS_TEXT.split())
_BELOW_PLATFORMS = tuple(f".{one}" for one in _PLATFORMS)


def is_shared_mailbox(address: str) -> bool:
    """Whether several people read the mailbox of an address in normal form: info@, ventas@, ventas.madrid@."""
    name = address.partition("@")[0].partition("+")[0]
    return name in _MAILBOXES or name.rstrip("0123456789") in _MAILBOXES or _first_word(name) in _MAILBOXES


def is_public_domain(domain: str) -> bool:
    """Whether anybody may have an address or a page at a domain (in small letters), so that it is no company's own."""
    return domain in _MAIL_HOSTS or domain in _PLATFORMS or domain.endswith(_BELOW_PLATFORMS)


def _first_word(name: str) -> str:
    for mark in "._-":
        name = name.partition(mark)[0]
    return name
