"""A tray as a desktop's panel has one: the StatusNotifier watcher and host on the session bus, and the only item that comes.

Commands: "item" tells tooltip and menu labels, "activate" is a left click, "click LABEL" chooses a menu entry.
"""

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"

items = []


class Watcher(dbus.service.Object):
    @dbus.service.method(WATCHER, in_signature="s", sender_keyword="sender")
    def RegisterStatusNotifierItem(self, service, sender=None):
        on_path = service.startswith("/")
        items[:] = [(sender if on_path else service, service if on_path else "/StatusNotifierItem")]

    @dbus.service.method(WATCHER, in_signature="s")
    def RegisterStatusNotifierHost(self, service):
        pass

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return self.GetAll(interface)[name]

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        return {
            "IsStatusNotifierHostRegistered": True,
            "ProtocolVersion": dbus.Int32(0),
            "RegisteredStatusNotifierItems": dbus.Array([name + path for name, path in items], signature="s"),
        }


def item_object():
    name, path = items[0]
    return bus.get_object(name, path)


def item_property(name):
    return item_object().Get(ITEM, name, dbus_interface=dbus.PROPERTIES_IFACE)


def menu():
    return dbus.Interface(bus.get_object(items[0][0], item_property("Menu")), MENU)


def entries():
    _, (_, _, children) = menu().GetLayout(0, -1, dbus.Array(["label", "enabled"], signature="s"))
    return [(int(entry), str(properties.get("label", "")).replace("_", "")) for entry, properties, _ in children]


def run(command, argument):
    if not items:
        return {"item": None}
    if command == "item":
        title, text = item_property("ToolTip")[2:4]
        return {"item": f"{title} {text}".strip(), "menu": [label for _, label in entries() if label]}
    if command == "activate":
        dbus.Interface(item_object(), ITEM).Activate(0, 0)
        return {}
    chosen = next((entry for entry, label in entries() if label.startswith(argument)), None)
    if chosen is not None:
        menu().Event(chosen, "clicked", dbus.String("", variant_level=1), dbus.UInt32(0))
    return {"clicked": chosen is not None}


watcher = Watcher(bus, "/StatusNotifierWatcher")
serve(WATCHER, run)
