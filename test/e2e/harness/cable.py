"""A cable between two machines that a test holds in its hands: two network namespaces, this process carries each packet from one to the other.

Run it inside a new network namespace, which becomes the near end; the far end, another one, has a small Evo Voice at http://10.20.0.2:8080.
It prints one line of JSON once it serves: its process id, and the number of the file that is the near namespace. Then each line on stdin is a
command and gives one line of JSON on stdout:
"cut" drops every packet, "mend" carries all again and answers as Evo Voice, "down" and "up" switch the near interface, "posts" tells how many
messages were posted, "portal page", "portal redirect" and "portal 511" answer as a network that wants a sign-in of its own, and "refuse" lets
the next POST arrive and from then on answers every packet towards the far end by "ICMP port unreachable", and lets none come back.
"""

import ctypes
import fcntl
import http.server
import json
import os
import select
import struct
import subprocess
import sys
import threading

CLONE_NEWNET = 0x40000000
TUNSETIFF = 0x400454CA
IFF_TUN_WITHOUT_HEADER = 0x1001
NEAR, FAR = "10.20.0.1", "10.20.0.2"

state = {"mode": "through", "portal": None, "posts": 0}


def open_interface(own, other):
    interface = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(interface, TUNSETIFF, struct.pack("16sH22x", b"cable", IFF_TUN_WITHOUT_HEADER))
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    subprocess.run(["ip", "address", "add", own, "peer", other, "dev", "cable"], check=True)
    bring_up()
    return interface


def bring_up():
    subprocess.run(["ip", "link", "set", "cable", "up"], check=True)
    subprocess.run(["ip", "route", "replace", "default", "dev", "cable"], check=True)


class EvoVoice(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, kind, body, **headers):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def answer_as_evo_voice(self, value):
        portal = state["portal"]
        if portal == "page":
            self.answer(200, "text/html", "<h1>Welcome to our hotel</h1>")
        elif portal == "redirect":
            self.answer(302, "text/html", "", Location="http://hotel.invalid/")
        elif portal == "511":
            self.answer(511, "text/plain", "Sign in first")
        else:
            self.answer(200, "application/json", json.dumps(value))

    def do_GET(self):
        if self.path.startswith("/auth/status"):
            self.answer_as_evo_voice({"isAuthenticated": True, "roles": ["User"]})
        else:
            self.answer_as_evo_voice({"items": []})

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        state["posts"] += 1
        if state["mode"] == "post-passes":
            state["mode"] = "refuse"
        self.answer_as_evo_voice({"id": str(state["posts"])})

    def log_message(self, *_):
        pass


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    total = (total >> 16) + (total & 0xFFFF)
    return ~(total + (total >> 16)) & 0xFFFF


def port_unreachable(packet):
    """What a machine answers that does not take a packet: RFC 792, type 3, code 3, from where the packet was to go."""
    quoted = packet[: (packet[0] & 15) * 4 + 8]
    body = struct.pack("!BBHI", 3, 3, 0, 0) + quoted
    body = struct.pack("!BBHI", 3, 3, checksum(body), 0) + quoted
    head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(body), 0, 0, 64, 1, 0, packet[16:20], packet[12:16])
    return head[:10] + struct.pack("!H", checksum(head)) + head[12:] + body


def carry(near, far):
    while True:
        for source in select.select([near, far], [], [])[0]:
            packet = os.read(source, 65536)
            if packet[0] >> 4 != 4:
                continue
            outwards = source == near
            if state["mode"] == "armed" and outwards and b"POST /messages" in packet:
                state["mode"] = "post-passes"
            mode = state["mode"]
            if mode == "cut" or (mode in ("post-passes", "refuse") and not outwards):
                continue
            try:
                if mode == "refuse":
                    os.write(near, port_unreachable(packet))
                else:
                    os.write(far if outwards else near, packet)
            except OSError:
                pass  # the interface is down


near_namespace = os.open("/proc/self/ns/net", os.O_RDONLY)
near_interface = open_interface(NEAR, FAR)
# Gives a connection up after a few seconds, as some machines are set to.
with open("/proc/sys/net/ipv4/tcp_retries2", "w", encoding="ascii") as setting:
    setting.write("3")
if ctypes.CDLL(None).unshare(CLONE_NEWNET) != 0:
    sys.exit("no second namespace")
far_interface = open_interface(FAR, NEAR)
server = http.server.ThreadingHTTPServer((FAR, 8080), EvoVoice)
threading.Thread(target=server.serve_forever, daemon=True).start()
threading.Thread(target=carry, args=(near_interface, far_interface), daemon=True).start()


def in_near(command):
    subprocess.run(["nsenter", f"--net=/proc/{os.getpid()}/fd/{near_namespace}", "--", "sh", "-c", command], check=True)


def obey(command):
    if command == "posts":
        return state["posts"]
    if command == "mend":
        state.update(mode="through", portal=None)
    elif command == "refuse":
        state["mode"] = "armed"
    elif command == "cut":
        state["mode"] = "cut"
    elif command == "down":
        in_near("ip link set cable down")
    elif command == "up":
        in_near("ip link set cable up && ip route replace default dev cable")
    else:
        state["portal"] = command.removeprefix("portal ")
    return True


print(json.dumps({"pid": os.getpid(), "namespace": near_namespace}), flush=True)
for line in sys.stdin:
    print(json.dumps(obey(line.strip())), flush=True)
