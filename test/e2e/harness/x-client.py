"""Another program of the desktop, which has a window, and changes the size of the screen as a monitor that is unplugged does.

Commands: "focus" takes the focus for its window; "resize WIDTH HEIGHT" changes the screen, in pixels.
"""

from ctypes import CDLL, POINTER, Structure, byref, c_char_p, c_int, c_uint, c_ulong, c_ushort, c_void_p

display_t, id_t = c_void_p, c_ulong
PARENT, NOW, NO_MODE, UNROTATED = 2, 0, 0, 1


class Mode(Structure):
    _fields_ = [
        ("id", id_t),
        ("width", c_uint),
        ("height", c_uint),
        ("dotClock", c_ulong),
        *((name, c_uint) for name in "hSyncStart hSyncEnd hTotal hSkew vSyncStart vSyncEnd vTotal".split()),
        ("name", c_char_p),
        ("nameLength", c_uint),
        ("modeFlags", c_ulong),
    ]


class Resources(Structure):
    _fields_ = [
        ("timestamp", c_ulong),
        ("configTimestamp", c_ulong),
        ("ncrtc", c_int),
        ("crtcs", POINTER(id_t)),
        ("noutput", c_int),
        ("outputs", POINTER(id_t)),
        ("nmode", c_int),
        ("modes", POINTER(Mode)),
    ]


def declare(library, name, result, *arguments):
    function = getattr(library, name)
    function.restype, function.argtypes = result, arguments
    return function


x11, randr = CDLL("libX11.so.6"), CDLL("libXrandr.so.2")
open_display = declare(x11, "XOpenDisplay", display_t, c_char_p)
root_of = declare(x11, "XDefaultRootWindow", id_t, display_t)
create_window = declare(x11, "XCreateSimpleWindow", id_t, display_t, id_t, c_int, c_int, c_uint, c_uint, c_uint, c_ulong, c_ulong)
store_name = declare(x11, "XStoreName", c_int, display_t, id_t, c_char_p)
map_window = declare(x11, "XMapWindow", c_int, display_t, id_t)
set_focus = declare(x11, "XSetInputFocus", c_int, display_t, id_t, c_int, c_ulong)
sync = declare(x11, "XSync", c_int, display_t, c_int)
resources_of = declare(randr, "XRRGetScreenResources", POINTER(Resources), display_t, id_t)
create_mode = declare(randr, "XRRCreateMode", id_t, display_t, id_t, POINTER(Mode))
add_mode = declare(randr, "XRRAddOutputMode", None, display_t, id_t, id_t)
set_size = declare(randr, "XRRSetScreenSize", None, display_t, id_t, c_int, c_int, c_int, c_int)
set_crtc = declare(
    randr,
    "XRRSetCrtcConfig",
    *(c_int, display_t, POINTER(Resources), id_t, c_ulong, c_int, c_int, id_t, c_ushort, POINTER(id_t), c_int),
)

display = open_display(None)
root = root_of(display)
window = create_window(display, root, 20, 20, 200, 100, 0, 0, 0xFFFFFF)
store_name(display, window, b"Another program")
map_window(display, window)
sync(display, 0)


def mode_of(resources, output, width, height):
    """The screen's mode of this size, made if it has none."""
    known = [resources.modes[index] for index in range(resources.nmode)]
    found = next((mode.id for mode in known if (mode.width, mode.height) == (width, height)), None)
    if found is not None:
        return found
    name = f"{width}x{height}".encode()
    lines = dict(hSyncStart=width, hSyncEnd=width, hTotal=width, vSyncStart=height, vSyncEnd=height, vTotal=height)
    made = Mode(width=width, height=height, dotClock=width * height * 60, name=name, nameLength=len(name), **lines)
    mode = create_mode(display, root, byref(made))
    add_mode(display, output, mode)
    return mode


def resize(width, height):
    resources = resources_of(display, root)
    crtc, output = resources.contents.crtcs[0], resources.contents.outputs[0]
    mode = mode_of(resources.contents, output, width, height)
    # The screen cannot become smaller than what it shows, so it shows nothing for a moment.
    set_crtc(display, resources, crtc, NOW, 0, 0, NO_MODE, UNROTATED, None, 0)
    set_size(display, root, width, height, width // 4, height // 4)
    set_crtc(display, resources, crtc, NOW, 0, 0, mode, UNROTATED, (id_t * 1)(output), 1)


def run(command, argument):
    if command == "focus":
        set_focus(display, window, PARENT, NOW)
    else:
        resize(*(int(side) for side in argument.split()))
    sync(display, 0)
    return {"done": True}


serve("io.evovoice.tests.OtherProgram", run)
