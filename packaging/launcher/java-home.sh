# SPDX-License-Identifier: Apache-2.0
# Finds a Java without starting one: each JDK and runtime says its version in the file "release".
# Sourced by the launcher and by the build's scripts. POSIX sh, no subprocess: it is on the way of every start.

java_needed=25

# java_usable DIRECTORY [PROGRAM]: is it the home of a Java new enough, with that program (default: java)?
# Sets java_arch to what the file calls the processor (x86_64, aarch64).
java_usable() {
    [ -x "$1/bin/${2:-java}" ] && [ -r "$1/release" ] || return 1
    java_version=0
    while IFS='="' read -r key _ value _; do
        case $key in
            JAVA_VERSION) java_version=${value%%[.+-]*} ;;
            OS_ARCH) java_arch=$value ;;
        esac
    done < "$1/release"
    [ "$java_version" -ge "$java_needed" ] 2> /dev/null
}

# java_home [PROGRAM]: sets java_home, or returns 1.
java_home() {
    for java_home in "${JKEEPALIVED_JAVA-}" "${JAVA_HOME-}" /usr/lib/jvm/* /usr/java/* /opt/java/*; do
        java_usable "$java_home" "${1-}" && return 0
    done
    java_home=$(readlink -f "$(command -v java)") && java_home=${java_home%/bin/java} && java_usable "$java_home" "${1-}"
}

java_missing() {
    echo "${0##*/}: needs Java $java_needed, and none is in JKEEPALIVED_JAVA, JAVA_HOME, /usr/lib/jvm or PATH;" \
        "install one (apt install openjdk-25-jdk-headless, or Temurin 25 from https://adoptium.net)" >&2
    exit 1
}
