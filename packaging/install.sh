#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs what was built: [DESTDIR=...] [PREFIX=/usr/local] packaging/install.sh [uninstall]
set -eu

here=$(dirname "$(readlink -f "$0")")
built=$here/../daemon/target/jkeepalived
prefix=${PREFIX:-/usr}
root=${DESTDIR:-}
home=$root$prefix/lib/jkeepalived
program=$root$prefix/sbin/jkeepalived
unit=$root$prefix/lib/systemd/system/jkeepalived.service
documents=$root$prefix/share/doc/jkeepalived

case ${1:-install} in
    install) ;;
    uninstall)
        rm -rf "$home" "$documents"
        rm -f "$program" "$unit"
        exit
        ;;
    *)
        echo "usage: [DESTDIR=...] [PREFIX=...] $0 [uninstall]" >&2
        exit 1
        ;;
esac

if [ ! -e "$built/lib/jkeepalived-daemon.jar" ]; then
    echo "install.sh: nothing is built yet: run packaging/build.sh package -DskipTests" >&2
    exit 1
fi

rm -rf "$home"
install -d -m 0755 "$home/lib" "$home/native/x86_64" "$home/native/aarch64" "$documents" "${program%/*}" "${unit%/*}"
install -m 0644 "$built"/lib/*.jar "$home/lib"
for processor in x86_64 aarch64; do
    install -m 0644 "$built/native/$processor"/*.so "$home/native/$processor"
done
install -m 0644 "$here/../LICENSE" "$here/../NOTICE" "$documents"
ln -sfn ../lib/jkeepalived/jkeepalived "$program"
sed "s|@SBINDIR@|$prefix/sbin|" "$here/systemd/jkeepalived.service" > "$unit"
chmod 0644 "$unit"
"$here/launcher/prepare" "$home"
if [ -z "$root" ] && ! "$home/train" "$home"; then
    echo "install.sh: could not make the class cache; jkeepalived only starts slower without it" >&2
fi

if [ -z "$root" ] && [ -d /run/systemd/system ]; then
    systemctl daemon-reload
fi
echo "Installed $program. Start it with: systemctl enable --now jkeepalived"
