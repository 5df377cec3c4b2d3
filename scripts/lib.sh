# Shared by ./run and ./test: finding a bench, its services, its sites. Sourced, never run.
# shellcheck shell=bash

CHECKOUT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
APP=hazard_governance
RUFF_VERSION=0.17.6
BENCH_TEST_PACKAGES=("freezegun>=1.2") # what Frappe's own test helpers import and a bench of users lacks
TEST_PACKAGES=("pytest>=8" "hypothesis>=6.77" "openpyxl>=3.1" "python-docx>=1.1" "ruff==$RUFF_VERSION")
STARTED=() # process ids of services this run started; ended by stop_started
STARTED_SERVICE="" # the system's own MariaDB service, when this run started it
export PYTHONDONTWRITEBYTECODE=1
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin # where Debian keeps mariadbd, which other users than root do not see

say() { printf '[%4ds] %s\n' "$SECONDS" "$*"; }
die() { printf '\n%s\n' "$*" >&2; exit 1; }
is_root() { [ "$(id -u)" = 0 ]; }

# --- Debian packages -------------------------------------------------------------------------------------
# need_packages COMMAND=PACKAGE...: makes the commands available, or names the one apt line and stops.
# try_packages: the same, but returns 1 instead of stopping.
try_packages() {
	local pair missing=()
	for pair in "$@"; do
		command -v "${pair%%=*}" >/dev/null 2>&1 || [[ " ${missing[*]} " = *" ${pair#*=} "* ]] || missing+=("${pair#*=}")
	done
	[ ${#missing[@]} -gt 0 ] || return 0
	MISSING="apt-get install -y --no-install-recommends ${missing[*]}"
	is_root && command -v apt-get >/dev/null || return 1
	say "Installing Debian packages: ${missing[*]}"
	export DEBIAN_FRONTEND=noninteractive
	apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null 2>&1 && return 0
	apt-get update -qq >/dev/null 2>&1
	apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null 2>&1
}
need_packages() { try_packages "$@" || die "Something is missing on this machine. As root, run:
  $MISSING
and start this again."; }

# --- a private Python environment, for what runs without Frappe ---------------------------------------------
# python_environment PACKAGE...: sets PY to a Python that has them.
python_environment() {
	local folder=$CHECKOUT/.venv stamp base package missing=()
	[ -w "$CHECKOUT" ] || folder=${XDG_CACHE_HOME:-$HOME/.cache}/hazard_governance/venv
	PY=$folder/bin/python
	stamp=$folder/.packages
	"$PY" -c "" 2>/dev/null || rm -rf "$folder"
	for package in "$@"; do grep -qxF -- "$package" "$stamp" 2>/dev/null || missing+=("$package"); done
	[ ${#missing[@]} -gt 0 ] || return 0
	if [ ! -d "$folder" ]; then
		base=$(usable_python) || {
			need_packages "python3=python3" "no-venv-module=python3-venv"
			base=$(usable_python) || die "Python 3.10 or newer with its venv module is needed."
		}
		say "Making the private environment $folder"
		"$base" -m venv "$folder" || die "python3 -m venv failed"
	fi
	say "Installing ${missing[*]} into $folder"
	"$PY" -m pip install -q --disable-pip-version-check "${missing[@]}" 2>"$folder/pip.log" || {
		tail -5 "$folder/pip.log" >&2
		die "The Python packages could not be installed: is a package index reachable?"
	}
	printf '%s\n' "${missing[@]}" >>"$stamp"
}
usable_python() {
	local candidate
	for candidate in /usr/bin/python3 python3 python3.13 python3.12 python3.11 python3.10; do
		"$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null &&
			{ command -v "$candidate"; return 0; }
	done
	return 1
}

# --- the bench ---------------------------------------------------------------------------------------------
# find_bench: sets BENCH and OWNER, or returns 1.
find_bench() {
	local candidate
	[ -z "${HAZARD_NO_BENCH:-}" ] || return 1
	for candidate in "${BENCH:-}" "$HOME/frappe-bench" "$(getent passwd frappe | cut -d: -f6)/frappe-bench"; do
		[ -n "$candidate" ] && [ -x "$candidate/env/bin/python" ] && [ -d "$candidate/apps/frappe" ] &&
			[ -f "$candidate/sites/common_site_config.json" ] || continue
		BENCH=$(cd "$candidate" && pwd -P)
		use_bench
		return 0
	done
	return 1
}
use_bench() {
	OWNER=$(stat -c %U "$BENCH")
	SITES=$BENCH/sites
	is_root || [ "$(id -un)" = "$OWNER" ] ||
		die "The bench $BENCH belongs to the user $OWNER: start this as $OWNER or as root."
}
# as_owner COMMAND...: runs it as the bench's owner, with this environment (certificates, proxies).
as_owner() {
	if [ "$(id -un)" = "$OWNER" ]; then
		PATH="$BENCH/env/bin:$PATH" "$@"
	else
		setpriv --reuid="$OWNER" --regid="$(id -g "$OWNER")" --init-groups \
			env HOME="$(getent passwd "$OWNER" | cut -d: -f6)" USER="$OWNER" LOGNAME="$OWNER" \
			PATH="$BENCH/env/bin:/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin:$PATH" "$@"
	fi
}
# frappe_command ARGUMENT...: one Frappe command in $SITES, with this checkout first on the path.
frappe_command() {
	(cd "$SITES" && PYTHONPATH="$SOURCE" as_owner "$BENCH/env/bin/python" -m frappe.utils.bench_helper frappe "$@")
}
# site_tool ARGUMENT...: scripts/site_tools.py with the bench's Python, in $SITES.
site_tool() { (cd "$SITES" && PYTHONPATH="$SOURCE" as_owner "$BENCH/env/bin/python" "$SOURCE/scripts/site_tools.py" "$@"); }
# bench_setting KEY [DEFAULT]
bench_setting() {
	"$BENCH/env/bin/python" -c 'import json, sys
value = json.load(open(sys.argv[1])).get(sys.argv[2])
print(sys.argv[3] if value is None else value)' "$BENCH/sites/common_site_config.json" "$1" "${2:-}"
}
# ensure_app_packages [PACKAGE...]: what the app declares in pyproject.toml, and the packages named, are in the bench's
# environment; bench sees to that for an app it gets, not for a checkout that is only linked
ensure_app_packages() {
	local missing
	missing=$("$BENCH/env/bin/python" - "$CHECKOUT/pyproject.toml" "$@" <<'P'
import sys
from importlib import metadata

from pip._vendor.packaging.requirements import Requirement

try:
	import tomllib
except ModuleNotFoundError:  # Python 3.10
	from pip._vendor import tomli as tomllib

with open(sys.argv[1], "rb") as file:
	declared = tomllib.load(file)["project"]["dependencies"]
for text in declared + sys.argv[2:]:
	wanted = Requirement(text)
	try:
		there = wanted.specifier.contains(metadata.version(wanted.name))
	except metadata.PackageNotFoundError:
		there = False
	if not there:
		print(text)
P
	) || die "The Python of $BENCH cannot tell which packages it has"
	[ -n "$missing" ] || return 0
	say "Installing" $missing "into $BENCH/env"
	# shellcheck disable=SC2086
	as_owner "$BENCH/env/bin/python" -m pip install -q --disable-pip-version-check $missing ||
		die "The Python packages could not be installed: is a package index reachable?"
}
# readable_checkout: sets SOURCE to this checkout as the bench's owner can read it.
readable_checkout() {
	SOURCE=$CHECKOUT
	as_owner test -r "$CHECKOUT/$APP/hooks.py" && as_owner test -x "$CHECKOUT/scripts" && return 0
	[ -O "$CHECKOUT" ] && chmod -R a+rX "$CHECKOUT" 2>/dev/null
	as_owner test -r "$CHECKOUT/$APP/hooks.py" && return 0
	SOURCE=$BENCH/.hazard/checkout
	say "The user $OWNER cannot enter $CHECKOUT: working on a copy in $SOURCE"
	rm -rf "$SOURCE"
	mkdir -p "$SOURCE"
	tar -C "$CHECKOUT" --exclude=./.git --exclude=./.venv --exclude=./output -cf - . | tar -C "$SOURCE" -xf -
	chmod -R a+rX "$SOURCE"
	chown -R "$OWNER" "$BENCH/.hazard"
}

# --- services ------------------------------------------------------------------------------------------------
answers() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }
# wait_for HOST PORT SECONDS
wait_for() {
	local i
	for ((i = 0; i < $3 * 5; i++)); do answers "$1" "$2" && return 0; sleep 0.2; done
	return 1
}
# start_service NAME COMMAND...: in the background, as the owner, in a session of its own; log in the bench.
start_service() {
	local name=$1
	shift
	as_owner mkdir -p "$BENCH/logs"
	# 9 is the lock of this run: a service that outlives a crash must not hold it
	(cd "${START_IN:-$BENCH}" && as_owner setsid "$@" </dev/null >>"${LOG_FOLDER:-$BENCH/logs}/hazard-$name.log" 2>&1 9>&-) &
	STARTED+=("$!")
}
end_process() {
	local pid=$1 child i
	for child in $(pgrep -P "$pid" 2>/dev/null); do end_process "$child"; done
	kill "$pid" 2>/dev/null
	for ((i = 0; i < 50; i++)); do kill -0 "$pid" 2>/dev/null || return 0; sleep 0.2; done
	kill -9 "$pid" 2>/dev/null
}
stop_started() {
	local i
	for ((i = ${#STARTED[@]} - 1; i >= 0; i--)); do end_process "${STARTED[i]}"; done
	STARTED=()
	[ -z "$STARTED_SERVICE" ] || service "$STARTED_SERVICE" stop >/dev/null 2>&1
	STARTED_SERVICE=""
}
# ensure_services: Redis and MariaDB of this bench answer; what is missing is asked for in one line
ensure_services() {
	local key host port packages=(mariadb=mariadb-client)
	DB_HOST=$(bench_setting db_host 127.0.0.1) DB_PORT=$(bench_setting db_port 3306)
	[ "$DB_HOST" != localhost ] || DB_HOST=127.0.0.1
	answers "$DB_HOST" "$DB_PORT" || packages+=(mariadbd=mariadb-server)
	for key in redis_cache redis_queue; do
		redis_address $key
		answers "$host" "$port" || packages+=(redis-server=redis-server)
	done
	need_packages "${packages[@]}"
	ensure_redis
	ensure_mariadb
}
redis_address() {
	local url
	url=$(bench_setting "$1")
	url=${url#redis://} url=${url##*@} url=${url%%/*}
	host=${url%%:*} port=${url##*:}
	[ -n "$port" ] || die "$BENCH/sites/common_site_config.json names no $1"
}
ensure_redis() {
	local key host port config
	for key in redis_cache redis_queue; do
		redis_address $key
		answers "$host" "$port" && continue
		say "Starting Redis ($key) on port $port"
		config=$BENCH/config/$key.conf
		if [ -f "$config" ]; then start_service "$key" redis-server "$config" --daemonize no
		else start_service "$key" redis-server --port "$port" --bind 127.0.0.1 --save ""; fi
		wait_for "$host" "$port" 20 || die "Redis does not answer on port $port; see $BENCH/logs/hazard-$key.log"
	done
}
# ensure_mariadb: sets DB_HOST, DB_PORT, DB_USER, DB_PASSWORD of an account that may create databases.
ensure_mariadb() {
	if ! answers "$DB_HOST" "$DB_PORT" && is_root && [ -d /var/lib/mysql/mysql ] && ! pgrep -x mariadbd >/dev/null; then
		say "Starting the MariaDB service of this machine"
		service mariadb start >/dev/null 2>&1 9>&- && STARTED_SERVICE=mariadb
		wait_for "$DB_HOST" "$DB_PORT" 30
	fi
	if answers "$DB_HOST" "$DB_PORT"; then
		DB_USER=$(bench_setting root_login root)
		for DB_PASSWORD in "$(bench_setting root_password)" "${DB_ROOT_PASSWORD:-}" ""; do
			db_root -e "SELECT 1" >/dev/null 2>&1 && return 0
		done
		account_through_socket && return 0
		say "MariaDB answers on port $DB_PORT, but no password for root is known (set DB_ROOT_PASSWORD)."
	fi
	private_mariadb
}
db_root() { mariadb -h"$DB_HOST" -P"$DB_PORT" -u"$DB_USER" ${DB_PASSWORD:+-p"$DB_PASSWORD"} "$@"; }
# root of the machine is root of a Debian MariaDB through its socket: an account of our own, kept in the bench
account_through_socket() {
	local file=$BENCH/.hazard/database-account
	is_root && mariadb -uroot -e "SELECT 1" >/dev/null 2>&1 || return 1
	as_owner mkdir -p "$BENCH/.hazard"
	# one account a bench: a second one on this machine must not change the password of the first
	DB_USER=hazard_$(printf '%s' "$BENCH" | sha1sum | cut -c1-12)
	DB_PASSWORD=$(cat "$file" 2>/dev/null || head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')
	[ -f "$file" ] && db_root -e "SELECT 1" >/dev/null 2>&1 && return 0
	(umask 077 && printf '%s' "$DB_PASSWORD" >"$file" && chown "$OWNER" "$file")
	mariadb -uroot -e "CREATE OR REPLACE USER '$DB_USER'@'localhost' IDENTIFIED BY '$DB_PASSWORD';
		GRANT ALL ON *.* TO '$DB_USER'@'localhost' WITH GRANT OPTION;
		CREATE OR REPLACE USER '$DB_USER'@'127.0.0.1' IDENTIFIED BY '$DB_PASSWORD';
		GRANT ALL ON *.* TO '$DB_USER'@'127.0.0.1' WITH GRANT OPTION;" && db_root -e "SELECT 1" >/dev/null 2>&1
}
private_mariadb() {
	local folder=$BENCH/.hazard/mariadb new=""
	need_packages mariadbd=mariadb-server
	DB_HOST=127.0.0.1 DB_PORT=${HAZARD_DB_PORT:-13306} DB_USER=root
	as_owner mkdir -p "$folder"
	if [ ! -f "$folder/password" ]; then
		new=1
		say "Making a private MariaDB in $folder"
		rm -rf "$folder/data"
		as_owner mariadb-install-db --datadir="$folder/data" --auth-root-authentication-method=normal \
			--skip-test-db >"$folder/install.log" 2>&1 || die "mariadb-install-db failed; see $folder/install.log"
		(umask 077 && head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$folder/password.new" &&
			chown "$OWNER" "$folder/password.new")
	fi
	if ! answers $DB_HOST "$DB_PORT"; then
		say "Starting the private MariaDB on port $DB_PORT"
		start_service mariadb mariadbd --no-defaults --datadir="$folder/data" --socket="$folder/socket" \
			--pid-file="$folder/pid" --port="$DB_PORT" --bind-address=127.0.0.1 --skip-log-bin \
			--character-set-server=utf8mb4 --collation-server=utf8mb4_unicode_ci \
			--innodb-buffer-pool-size=512M --innodb-flush-log-at-trx-commit=2
		wait_for $DB_HOST "$DB_PORT" 60 || die "The private MariaDB does not start; see $BENCH/logs/hazard-mariadb.log"
	fi
	if [ -n "$new" ]; then
		DB_PASSWORD=$(cat "$folder/password.new")
		mariadb --no-defaults -S "$folder/socket" -uroot -e "ALTER USER root@localhost IDENTIFIED BY '$DB_PASSWORD';
			CREATE OR REPLACE USER root@'127.0.0.1' IDENTIFIED BY '$DB_PASSWORD';
			GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;
			DROP USER IF EXISTS root@'::1', root@'$(hostname)';" || die "The private MariaDB refused its password"
		mv "$folder/password.new" "$folder/password"
	fi
	DB_PASSWORD=$(cat "$folder/password")
	db_root -e "SELECT 1" >/dev/null || die "The private MariaDB does not know its own password ($folder/password)"
}

# --- sites -----------------------------------------------------------------------------------------------------
# ensure_site SITE: makes it in $SITES with Frappe and ERPNext, set up, without the app. The state after that is
# kept as a dump for the next site: $BENCH/.hazard/base-<versions>.sql.gz
ensure_site() {
	local site=$1 base making
	as_owner mkdir -p "$BENCH/.hazard"
	base=$(base_dump)
	[ ! -f "$SITES/$site/.hazard-made" ] || return 0
	# a site somebody else made is theirs; what an earlier run began and did not finish is made again
	making=$BENCH/.hazard/making-$site
	[ ! -e "$SITES/$site" ] || [ -f "$making" ] ||
		die "$SITES/$site is there but was not made by this script. Rename or drop it (bench drop-site $site) and start again."
	as_owner touch "$making"
	rm -rf "${SITES:?}/$site"
	if [ ! -f "$base" ]; then
		say "Making the site $site: Frappe (1 of 3, about a minute)"
		frappe_command new-site "$site" --force --admin-password admin --db-host "$DB_HOST" --db-port "$DB_PORT" \
			--db-root-username "$DB_USER" --db-root-password "$DB_PASSWORD" --mariadb-user-host-login-scope=% \
			>"$BENCH/logs/hazard-site.log" 2>&1 || { tail -20 "$BENCH/logs/hazard-site.log" >&2; die "new-site failed"; }
		database_address "$site"
		say "Making the site $site: ERPNext (2 of 3, some minutes)"
		frappe_command --site "$site" install-app erpnext >>"$BENCH/logs/hazard-site.log" 2>&1 ||
			{ tail -20 "$BENCH/logs/hazard-site.log" >&2; die "install-app erpnext failed"; }
		say "Making the site $site: setup wizard (3 of 3, about a minute)"
		site_tool wizard "$site" >>"$BENCH/logs/hazard-site.log" 2>&1 ||
			{ tail -20 "$BENCH/logs/hazard-site.log" >&2; die "The setup wizard failed"; }
		dump_site "$site" "$base"
	else
		say "Making the site $site from the kept copy of Frappe and ERPNext"
		site_tool folders "$site" "$DB_HOST" "$DB_PORT" || die "The folders of $site could not be made"
		create_database "$site"
		restore_site "$site" "$base"
	fi
	as_owner touch "$SITES/$site/.hazard-made"
	rm -f "$making"
}
base_dump() {
	local versions
	versions=$("$BENCH/env/bin/python" -c 'import re, sys
for app in ("frappe", "erpnext"):
	text = open(f"{sys.argv[1]}/apps/{app}/{app}/__init__.py").read()
	print(app + re.search(r"__version__\s*=\s*[\"\x27]([^\"\x27]+)", text).group(1), end="-")' "$BENCH") ||
		die "This bench has no ERPNext: bench get-app erpnext"
	echo "$BENCH/.hazard/base-${versions%-}.sql.gz"
}
site_setting() {
	"$BENCH/env/bin/python" -c 'import json, sys
print(json.load(open(sys.argv[1])).get(sys.argv[2], sys.argv[3]))' "$SITES/$1/site_config.json" "$2" "${3:-}"
}
database_address() { site_tool folders "$1" "$DB_HOST" "$DB_PORT"; }
create_database() {
	local name password
	name=$(site_setting "$1" db_name) password=$(site_setting "$1" db_password)
	db_root -e "CREATE DATABASE IF NOT EXISTS \`$name\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
		CREATE OR REPLACE USER '$name'@'%' IDENTIFIED BY '$password'; GRANT ALL ON \`$name\`.* TO '$name'@'%';
		CREATE OR REPLACE USER '$name'@'localhost' IDENTIFIED BY '$password'; GRANT ALL ON \`$name\`.* TO '$name'@'localhost';" ||
		die "The database of $1 could not be made"
}
dump_site() {
	mariadb-dump -h"$DB_HOST" -P"$DB_PORT" -u"$DB_USER" ${DB_PASSWORD:+-p"$DB_PASSWORD"} --single-transaction --quick \
		--default-character-set=utf8mb4 --skip-comments "$(site_setting "$1" db_name)" | gzip -1 >"$2.part" &&
		mv "$2.part" "$2" && chown "$OWNER" "$2"
}
# restore_site SITE DUMP: the database of the site becomes what the dump holds, nothing else
restore_site() {
	local name
	name=$(site_setting "$1" db_name)
	{
		echo "DROP DATABASE IF EXISTS \`$name\`; CREATE DATABASE \`$name\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci; USE \`$name\`;"
		echo "SET autocommit=0; SET unique_checks=0; SET foreign_key_checks=0;"
		zcat "$2"
		echo "COMMIT;"
	} | db_root --default-character-set=utf8mb4 || die "The kept copy $2 could not be restored"
	site_tool forget_cache "$1"
}
