#!/usr/bin/env bash
# Makes .venv with the pinned packages and the editable install. Run by `make setup`; safe to run again.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
fail() { echo "error: $*" >&2; exit 2; }

command -v "$python" >/dev/null || fail "no '$python' found; install Python 3.10 to 3.14, or run make with PYTHON=/path/to/python3"
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
# The range of pyproject.toml: pip would refuse the others too, minutes later.
"$python" -c 'import sys; sys.exit(not (3, 10) <= sys.version_info < (3, 15))' ||
  fail "Python $version found, 3.10 to 3.14 expected; run make with PYTHON=/path/to/another/python3"

# What apt may install: as root directly, else with a sudo that asks for no password.
apt_install() {
  command -v apt-get >/dev/null || return 1
  local sudo=""
  [ "$(id -u)" -eq 0 ] || { sudo -n true 2>/dev/null && sudo="sudo"; } || return 1
  $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

echo "[1/3] virtual environment .venv (Python $version)"
if [ ! -x .venv/bin/pip ]; then
  rm -rf .venv
  "$python" -m venv .venv 2>/dev/null || {
    apt_install "python$version-venv" && rm -rf .venv && "$python" -m venv .venv
  } || fail "Python $version cannot make a virtual environment; run: sudo apt-get install python$version-venv"
fi

echo "[2/3] packages (about 1 GB on the first run)"
constraints=(-c constraints.txt)
if ! "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))'; then
  echo "      constraints.txt holds the versions tested on Python 3.11; on $version the newest allowed ones are taken"
  constraints=(torch==2.13.0)
fi
.venv/bin/pip install --disable-pip-version-check "${constraints[@]}" -e '.[scans,docs,dev]'

echo "[3/3] shared libraries of Open3D (only for scan meshing and the speed comparisons)"
if ! .venv/bin/python -c 'import open3d' 2>/dev/null; then
  libraries="libusb-1.0-0 libgl1 libegl1 libgomp1 libx11-6 libudev1"
  # shellcheck disable=SC2086
  if apt_install $libraries && .venv/bin/python -c 'import open3d' 2>/dev/null; then
    echo "      installed: $libraries"
  else
    echo "      missing; everything else works without. To add them: sudo apt-get install $libraries"
  fi
fi
touch .venv/ready
echo "set-up done"
