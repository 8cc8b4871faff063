# Read by the other scripts: installing Debian packages, when we may.

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# Root, or sudo that asks no password, on a system with apt-get.
may_install() { command -v apt-get >/dev/null 2>&1 && as_root true >/dev/null 2>&1; }

# Install quietly; a machine whose package lists are empty or old gets them first.
install_packages() {
    echo "Installing $* with apt-get" >&2
    apt_get install "$@" >/dev/null 2>&1 || { apt_get update >&2 && apt_get install "$@" >&2; }
}

apt_get() {
    verb=$1
    shift
    as_root env DEBIAN_FRONTEND=noninteractive apt-get "$verb" -qq --yes --no-install-recommends "$@" </dev/null
}
