"""A notification daemon as a desktop has one: it keeps what apps show until they close it or somebody clicks.

Commands: "look" tells titles and bodies of what is shown, oldest first; "click TITLE" clicks the first one whose title begins so, which also
closes it, as daemons do.
"""

INTERFACE = "org.freedesktop.Notifications"
CLICKED, CLOSED_BY_APP = 2, 3

shown = {}


class Daemon(dbus.service.Object):
    last = 0

    @dbus.service.method(INTERFACE, out_signature="as")
    def GetCapabilities(self):
        return ["body", "actions"]

    @dbus.service.method(INTERFACE, out_signature="ssss")
    def GetServerInformation(self):
        return ("Evo Quick Send tests", "Evo Quick Send", "1", "1.2")

    @dbus.service.method(INTERFACE, in_signature="susssasa{sv}i", out_signature="u")
    def Notify(self, app, replaces, icon, title, body, actions, hints, timeout):
        if replaces == 0:
            Daemon.last += 1
        number = replaces or Daemon.last
        shown[number] = {"title": str(title), "body": str(body)}
        return dbus.UInt32(number)

    @dbus.service.method(INTERFACE, in_signature="u")
    def CloseNotification(self, number):
        if shown.pop(number, None) is not None:
            self.NotificationClosed(number, CLOSED_BY_APP)

    @dbus.service.signal(INTERFACE, signature="uu")
    def NotificationClosed(self, number, reason):
        pass

    @dbus.service.signal(INTERFACE, signature="us")
    def ActionInvoked(self, number, action):
        pass


def run(command, argument):
    if command == "look":
        return list(shown.values())
    number = next((number for number, what in shown.items() if what["title"].startswith(argument)), None)
    if number is not None:
        daemon.ActionInvoked(number, "default")
        del shown[number]
        daemon.NotificationClosed(number, CLICKED)
    return {"clicked": number is not None}


daemon = Daemon(bus, "/org/freedesktop/Notifications")
serve(INTERFACE, run)
