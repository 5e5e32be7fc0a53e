package dev.fuota.cli.msu;

import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.IAm;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.WhoIs;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks who is there, and collects the answers. */
final class MsuLookout {
  /** More devices than a network that one Who-Is reaches has; an end to what strangers can fill. */
  private static final int DEVICES_MAX = 65_536;

  /**
   * A device answers one server every two seconds at most; but one that has just come, or did not
   * hear the last question, answers the next.
   */
  private static final Duration GAP = Duration.ofMillis(500);

  /** A device, where it answered from, and what it said. */
  record Found(Endpoint from, IAm said) {}

  /** As it came. */
  private record Answer(Endpoint from, Bytes octets) {}

  private final MsuServerSocket socket;
  private final Endpoint group;
  private final int expected;
  private final Map<Ipv4, Found> found = new TreeMap<>();
  private final List<Answer> answers = new ArrayList<>();
  private final MsuDecoder decoder = new MsuDecoder(MsuLimits.defaults().withOlderClients());
  private boolean over;

  private MsuLookout(MsuServerSocket socket, Endpoint group, int expected) {
    this.socket = socket;
    this.group = group;
    this.expected = expected;
  }

  /**
   * Asks again and again. Runs the socket's loop until it knows.
   *
   * @param expected so many end the wait; 0 waits to its end
   */
  static MsuLookout look(MsuServerSocket socket, Endpoint group, int expected, Duration wait) {
    MsuLookout lookout = new MsuLookout(socket, group, expected);
    socket.listen(lookout::onDatagram);
    lookout.ask();
    Scheduler.Task last = socket.loop().after(wait, lookout::end);
    socket.loop().run();
    last.cancel(); // the loop goes on to other work, which this must not end
    return lookout;
  }

  /** The devices that have answered, by address. */
  Collection<Found> found() {
    return found.values();
  }

  /**
   * Lets somebody else hear all answers: a device answers the same server only once in a while, so
   * whoever asks it after this may ask in vain.
   */
  void tell(MsuServerSocket.Listener whom) {
    for (Answer answer : answers) {
      whom.onDatagram(answer.from().address(), answer.from().port(), answer.octets().asBuffer());
    }
  }

  private void ask() {
    if (!over) {
      socket.multicast(group.address(), group.port(), WhoIs.everybody());
      socket.loop().after(GAP, this::ask);
    }
  }

  private void onDatagram(Ipv4 from, int port, ByteBuffer datagram) {
    MsuMessage message = decoder.decode(datagram).accepted().orElse(null);
    if (message instanceof IAm said && port > 0 && answers.size() < DEVICES_MAX) {
      Endpoint source = new Endpoint(from, port);
      answers.add(new Answer(source, Bytes.rest(datagram.duplicate())));
      found.put(said.deviceId(), new Found(source, said));
      if (found.size() == expected) {
        end();
      }
    }
  }

  private void end() {
    over = true;
    socket.loop().stop();
  }
}
