#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# build.sh MAVEN-ARGUMENTS: Maven on JDK 25, which the formatter's check needs, whatever Java the machine defaults to.
set -eu

here=$(dirname "$(readlink -f "$0")")
. "$here/launcher/java-home.sh"
java_home javac || java_missing
if ! command -v mvn > /dev/null; then
    echo "${0##*/}: needs Maven; install it (apt install maven)" >&2
    exit 1
fi
JAVA_HOME=$java_home
# Maven's own libraries still use what JDK 25 warns about.
MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS-}"
export JAVA_HOME MAVEN_OPTS
cd "$here/.."
exec mvn -B -Dstyle.color=never "$@"
