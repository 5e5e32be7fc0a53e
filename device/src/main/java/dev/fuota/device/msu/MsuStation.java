package dev.fuota.device.msu;

import dev.fuota.agent.msu.Destination;
import dev.fuota.agent.msu.FileProgress;
import dev.fuota.agent.msu.MsuClient;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuClientListener;
import dev.fuota.agent.msu.MsuClientPorts;
import dev.fuota.agent.msu.MsuCounters;
import dev.fuota.agent.msu.MsuState;
import dev.fuota.agent.msu.MsuSubstate;
import dev.fuota.hal.file.FileArea;
import dev.fuota.hal.net.DatagramListener;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.GroupCheck;
import dev.fuota.hal.net.Interfaces;
import dev.fuota.hal.net.NetworkOptions;
import dev.fuota.hal.net.UdpDatagramPort;
import dev.fuota.protocol.msu.Status;
import dev.fuota.protocol.msu.StatusResponse;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A client with its sockets on an interface of this machine; it tells people what happens, and
 * remembers what became of the files. On the thread of its loop.
 */
public final class MsuStation implements AutoCloseable {
  private final Interfaces.State on;
  private final NetworkOptions options;
  private final EventLoop loop;
  private final Consumer<String> says;
  private final Observer observer;
  private final UdpDatagramPort port;
  private final MsuClient client;
  private final Map<Integer, StatusResponse> results = new TreeMap<>();
  private long drops;
  private boolean connected;

  /** Whoever runs a station. */
  public interface Observer {
    /** The client listens for servers; a transfer may have ended with that. */
    void onListening();

    /** A transfer is over, however it ended. */
    void onOver();

    /** A file is there, and everything about it was right. */
    default void onFile() {}

    /** The interface came or went. */
    default void onInterface(boolean up) {}
  }

  /** A client that does not run yet. */
  public MsuStation(
      MsuClientConfig config,
      Interfaces.State on,
      NetworkOptions options,
      EventLoop loop,
      RandomGenerator random,
      FileArea area,
      Destination destination,
      Consumer<String> says,
      Observer observer) {
    this.on = on;
    this.options = options;
    this.loop = loop;
    this.says = says;
    this.observer = observer;
    this.port = new UdpDatagramPort(loop, on.name(), options);
    this.client =
        new MsuClient(
            config, new MsuClientPorts(loop, loop, random, port, area, destination, new Teller()));
  }

  /** What the system does with groups is told, because files may be at stake. Half a second. */
  public void check() {
    if (GroupCheck.of(on, loop::nanos) == GroupCheck.Finding.MIXED) {
      says.accept("this system mixes the groups of its sockets; files are checked all the same");
    }
  }

  /** Begins, or goes on where it was stopped. */
  public void start() {
    port.listen(new Watched());
    client.start();
    int given = port.receiveBuffer();
    says.accept(
        "listening on "
            + on
            + (given < options.receiveBuffer()
                ? "; receive buffer of " + given + " octets: raise net.core.rmem_max for more"
                : ""));
    port.refusal().ifPresent(says);
  }

  /** Ends in order; what is held of a file stays. */
  public void stop() {
    client.stop();
  }

  /** Closes the sockets. */
  @Override
  public void close() {
    drops = port.kernelDrops();
    port.close();
  }

  public MsuState state() {
    return client.state();
  }

  /** The file that is being received; empty if none is. */
  public Optional<FileProgress> progress() {
    return client.progress();
  }

  /** What became of files, by their numbers. */
  public Map<Integer, StatusResponse> results() {
    return Collections.unmodifiableMap(results);
  }

  public MsuCounters counters() {
    return client.counters();
  }

  /** Datagrams that the system had no room for; known once the sockets are closed. */
  public long drops() {
    return drops;
  }

  private final class Teller implements MsuClientListener {
    @Override
    public void onState(MsuState state, Optional<MsuSubstate> substate) {
      if (!connected && (state == MsuState.CONNECTED || state == MsuState.UPDATE)) {
        connected = true;
        says.accept(
            state == MsuState.CONNECTED ? "a server connected" : "going on with a transfer");
      } else if (connected && state == MsuState.LISTENING) {
        connected = false;
        observer.onOver();
      }
      if (state == MsuState.LISTENING) {
        observer.onListening();
      }
    }

    @Override
    public void onResult(int fileNumber, StatusResponse status) {
      results.put(fileNumber, status);
      boolean failed = status.status() == Status.FAIL;
      says.accept(
          "file " + fileNumber + (failed ? ": failed, " + status.code().meaning() : ": complete"));
      if (!failed) {
        observer.onFile();
      }
    }

    @Override
    public void onNotice(String sentence) {
      says.accept(sentence);
    }
  }

  /** The client, and whoever runs it, see the interface. */
  private final class Watched implements DatagramListener {
    @Override
    public void onDatagram(DatagramPort.Line line, int address, int from, ByteBuffer datagram) {
      client.onDatagram(line, address, from, datagram);
    }

    @Override
    public void onInterface(boolean up) {
      client.onInterface(up);
      observer.onInterface(up);
    }
  }
}
