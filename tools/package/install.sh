#!/bin/sh
# Installs the unpacked archive that this script lies in, or takes it off again. May be run again at any time.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)

usage() {
    cat <<'END'
Usage: ./install.sh [--prefix DIR] [--user NAME]... [--root DIR] [--dry-run]
       ./install.sh --uninstall [--purge] [--prefix DIR] [--root DIR] [--dry-run]
Installs Creance on this machine: application, account, rights to real time and serial devices, service. Moves nothing.
      --prefix DIR   below which it goes; default: /opt
      --user NAME    also gives this person the rights to start creance by hand; may be repeated
      --root DIR     installs into this folder as if it were /, for images; makes no accounts and starts nothing
      --dry-run      says what it would do, and does nothing
      --uninstall    takes everything off but configurations, logs and account
      --purge        with --uninstall: those too
END
}
say() { echo "creance: $*" >&2; }
refuse() {
    say "$1"
    exit "${2:-1}"
}

prefix=/opt root='' dry=false uninstall=false purge=false users=''
while [ $# -gt 0 ]; do
    case $1 in
        -h | --help) usage && exit 0 ;;
        --prefix | --user | --root) [ $# -ge 2 ] || refuse "$1 needs a value" 2 ;;
    esac
    case $1 in
        --prefix) prefix=$2 && shift ;;
        --user) users="$users $2" && shift ;;
        --root) root=${2%/} && shift ;;
        --dry-run) dry=true ;;
        --uninstall) uninstall=true ;;
        --purge) purge=true ;;
        *) refuse "unknown option '$1'; ./install.sh --help lists them" 2 ;;
    esac
    shift
done
case $prefix in
    /*) prefix=${prefix%/} ;;
    *) refuse "--prefix $prefix is not an absolute path" 2 ;;
esac

read -r version arch _ <"$here/VERSION"
at=$prefix/creance               # what everything else points at
kept=$prefix/creance-$version    # one folder for each version, so that going back is one link
unit=/etc/systemd/system/creance@.service
rules=/etc/udev/rules.d/70-creance.rules
limits=/etc/security/limits.d/creance.conf
case $(uname -m) in x86_64) machine=x86-64 ;; *) machine=$(uname -m) ;; esac
command=/usr/local/bin/creance

if $dry; then run() { echo "would: $*"; }; else run() { "$@"; }; fi
alive() { [ -z "$root" ]; } # this machine, not an image of another
has() { command -v "$1" >/dev/null 2>&1; }
systemd_runs() { alive && [ -d /run/systemd/system ]; }
udev_runs() { alive && has udevadm && [ -e /run/udev/control ]; }

# A running loop reads its jars and its image until its end.
refuse_while_running() {
    for exe in /proc/[0-9]*/exe; do
        program=$(readlink "$exe" 2>/dev/null) || continue
        case $program in
            "$prefix"/creance*/runtime/bin/java*)
                pid=${exe#/proc/}
                refuse "creance runs from $prefix (process ${pid%/exe}); stop it first: a machine may be moving"
                ;;
        esac
    done
}

reload() {
    if systemd_runs; then run systemctl daemon-reload; fi
    if udev_runs; then
        run udevadm control --reload
        run udevadm trigger --action=change --subsystem-match=tty --subsystem-match=usb --subsystem-match=misc
    fi
}

# place FILE TARGET: with the paths of this installation in it, written anew only as a whole
place() {
    if $dry; then
        echo "would: write $root$2"
        return
    fi
    mkdir -p "$(dirname "$root$2")"
    sed "s|@HOME@|$at|g" "$here/share/$1" >"$root$2.new"
    chmod 644 "$root$2.new"
    mv "$root$2.new" "$root$2"
}

# link TARGET LINK: replaces the link in one step
link() {
    run ln -sfn "$1" "$root$2.new"
    run mv -T "$root$2.new" "$root$2"
}

put_files() {
    run mkdir -p "$root$prefix" "$root/usr/local/bin" "$root/etc/creance"
    if [ "$here" != "$root$kept" ]; then
        run rm -rf "$root$kept.new"
        # with their times: an ahead-of-time cache belongs to jars of one time
        run cp -R --preserve=mode,timestamps,links "$here" "$root$kept.new"
        if alive && [ "$(id -u)" = 0 ]; then run chown -R root:root "$root$kept.new"; fi
        run rm -rf "$root$kept"
        run mv "$root$kept.new" "$root$kept"
    fi
    if [ -e "$root$at" ] && [ ! -h "$root$at" ]; then refuse "$root$at is in the way: it is no link of this installer"; fi
    link "creance-$version" "$at"
    link "$at/bin/creance" "$command"
    if [ ! -e "$root/etc/creance/quadrotor.yaml" ]; then
        run cp "$here/examples/quadrotor.yaml" "$root/etc/creance/quadrotor.yaml"
    fi
    place creance@.service "$unit"
    place 70-creance.rules "$rules"
    place creance.conf "$limits"
}

# A quick start is trained by the image and the jars that will use it, so here; where they cannot run, later.
prepare() {
    if [ "$arch" != "$machine" ]; then
        say "once on the robot, as root: creance prepare makes its runs begin sooner"
    elif $dry; then
        echo "would: $root$kept/bin/creance prepare"
    elif ! cmp -s "$root$kept/VERSION" "$root$kept/lib/creance.aot.of"; then
        "$root$kept/bin/creance" prepare || true
    fi
}

make_accounts() {
    getent group realtime >/dev/null || run groupadd --system realtime
    getent group dialout >/dev/null || run groupadd --system dialout
    if ! getent passwd creance >/dev/null; then
        run useradd --system --user-group --home-dir /var/lib/creance --shell /usr/sbin/nologin creance
    fi
    run install -d -o creance -g creance -m 750 /var/lib/creance
    for user in creance $users; do
        run usermod -a -G dialout,realtime "$user"
    done
}

install_all() {
    if alive && [ "$arch" != "$machine" ]; then refuse "this archive is for $arch; this machine is $machine"; fi
    for user in $users; do
        if alive && ! getent passwd "$user" >/dev/null; then refuse "there is no user '$user'" 2; fi
    done
    put_files
    prepare
    if alive; then make_accounts; fi
    reload
    $dry || say "installed $version below $prefix; $at/docs/install.md says how to go on"
}

remove_all() {
    run rm -f "$root$unit" "$root$rules" "$root$limits" "$root$command"
    for folder in "$root$prefix"/creance-*; do
        # only what an archive of ours made
        if [ -e "$folder/lib/jvm.options" ] && [ -e "$folder/VERSION" ]; then run rm -rf "$folder"; fi
    done
    if [ -h "$root$at" ]; then run rm -f "$root$at"; fi
    if $purge; then
        run rm -rf "$root/etc/creance" "$root/var/lib/creance"
        if alive && getent passwd creance >/dev/null; then run userdel creance; fi
    else
        $dry || say "configurations in /etc/creance, logs in /var/lib/creance and the account creance stay; --purge takes them too"
    fi
    reload
}

if alive && ! $dry && [ "$(id -u)" != 0 ]; then refuse "only root may do this; sudo ./install.sh, or --dry-run to see what it would do"; fi
if alive; then refuse_while_running; fi
if $uninstall; then remove_all; else install_all; fi
