"""What the desktops of the tests have in common: a service on the session bus, and commands for it.

A host's script follows this text. It prints "ready" once it serves. Then each line on stdin is a command and gives one line of JSON on stdout.
"""

import json
import sys

import dbus
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()


def serve(interface, run):
    """Serves under a name of the bus until stdin ends; `run(command, argument)` gives what a command answers."""
    loop = GLib.MainLoop()

    def on_line(stream, _condition):
        line = stream.readline()
        if not line:
            loop.quit()
            return False
        command, _, argument = line.strip().partition(" ")
        try:
            answer = run(command, argument)
        except dbus.DBusException as error:
            answer = {"error": str(error)}
        print(json.dumps(answer), flush=True)
        return True

    name = dbus.service.BusName(interface, bus)
    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, on_line)
    print("ready", flush=True)
    loop.run()
    del name
