"""What .ci/bench-msu and .ci/msu-hall share: network namespaces on a bridge, and small tools."""
import contextlib
import ctypes
import fcntl
import hashlib
import json
import os
import shlex
import signal
import subprocess
import sys
import time

MIB = 1 << 20

RECEIVER_JAVA = "-Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto"
SENDER_JAVA = "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto"


def sh(command, check=True):
    return subprocess.run(shlex.split(command), check=check, capture_output=True, text=True).stdout


def within(namespace, command):
    return ["ip", "netns", "exec", namespace] + command


@contextlib.contextmanager
def enter(namespace):
    """This thread is in the namespace within the block."""
    def go(fd):
        if ctypes.CDLL(None, use_errno=True).setns(fd, 0):
            raise OSError(ctypes.get_errno(), "setns")

    with open("/proc/thread-self/ns/net") as here, open(f"/run/netns/{namespace}") as there:
        go(there.fileno())
        try:
            yield
        finally:
            go(here.fileno())


class Net:
    """Server 10.77.0.1, receiver i 10.77.1.i (from 1)."""

    def __init__(self, prefix):
        self.prefix, self.bridge, self.server = prefix, prefix + "-b", prefix + "-s"
        self.receivers = 0

    def __enter__(self):
        self.lock = open(f"/tmp/{self.prefix}.lock", "w")  # given back by the system if we are killed
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(f"{self.prefix}: the same is running on this machine already")
        self.clear()  # what somebody who was killed has left
        sh(f"ip netns add {self.bridge}")
        sh(f"ip -n {self.bridge} link add br0 type bridge mcast_snooping 0")
        sh(f"ip -n {self.bridge} link set br0 up")
        self.attach(self.server, "ps", "10.77.0.1")
        return self

    def __exit__(self, *_):
        self.clear()

    def clear(self):
        for line in sh("ip netns list").splitlines():
            namespace = line.split()[0]
            if namespace.startswith(self.prefix + "-"):
                for pid in sh(f"ip netns pids {namespace}", check=False).split():
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(int(pid), signal.SIGKILL)
                sh(f"ip netns del {namespace}")

    def receiver(self, i):
        return f"{self.prefix}-r{i}"

    def attach(self, namespace, port, address):
        sh(f"ip netns add {namespace}")
        sh(f"ip -n {self.bridge} link add {port} type veth peer name eth0 netns {namespace}")
        sh(f"ip -n {self.bridge} link set {port} master br0 up")
        sh(f"ip -n {namespace} addr add {address}/16 broadcast 10.77.255.255 dev eth0")
        sh(f"ip -n {namespace} link set eth0 up")
        sh(f"ip -n {namespace} link set lo up")
        sh(f"ip -n {namespace} route add 224.0.0.0/4 dev eth0")

    def set(self, receivers, loss, mbit):
        while self.receivers < receivers:
            self.receivers += 1
            self.attach(self.receiver(self.receivers), f"p{self.receivers}", f"10.77.1.{self.receivers}")
        for i in range(1, self.receivers + 1):
            sh(f"ip -n {self.bridge} link set p{i} {'up' if i <= receivers else 'down'}")
            namespace = self.receiver(i)
            sh(f"ip netns exec {namespace} iptables -F INPUT")
            if loss and i <= receivers:
                sh(f"ip netns exec {namespace} iptables -A INPUT -p udp -m statistic --mode random"
                   f" --probability {loss} -j DROP")
        sh(f"ip netns exec {self.server} tc qdisc del dev eth0 root", check=False)
        if mbit:
            sh(f"ip netns exec {self.server} tc qdisc add dev eth0 root tbf rate {mbit}mbit burst 32k latency 50ms")

    def octets(self):
        stats = json.loads(sh(f"ip -n {self.bridge} -s -j link show ps"))[0]["stats64"]
        return stats["rx"]["bytes"], stats["tx"]["bytes"]


def listens(pid, port):
    try:
        return any(f":{port:04X} " in line for line in open(f"/proc/{pid}/net/udp"))
    except (FileNotFoundError, ProcessLookupError, OSError):
        return False


def wait_until(condition, seconds, pause=0.02):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(pause)
    return False


def sha(path):
    try:
        with open(path, "rb") as f:
            return hashlib.sha256(f.read()).digest()
    except (FileNotFoundError, IsADirectoryError):
        return None


def built():
    target = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "cli", "target")
    return f"java JAVA_OPTIONS -cp {target}/classes:{target}/lib/* dev.fuota.cli.Fuota"
