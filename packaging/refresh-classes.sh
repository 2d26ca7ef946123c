#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# refresh-classes.sh DIRECTORY: runs RefreshClasses.java on the jars there, with JDK 25 whatever Maven runs on.
set -eu

here=$(dirname "$(readlink -f "$0")")
. "$here/launcher/java-home.sh"
java_home javac || java_missing
exec "$java_home/bin/java" "$here/RefreshClasses.java" "$1"
