package dev.fuota.emulators.smp;

import dev.fuota.emulators.modem.SerialPeer;
import java.util.List;
import java.util.function.Consumer;

/** Does something to what a peer says. */
final class FaultyPeer implements SerialPeer {
  /** What is done. */
  interface Fault {
    /**
     * Hears what the peer says.
     *
     * @param number of what the peer says, from 1
     * @return what is heard instead
     */
    List<byte[]> on(int number, byte[] said);
  }

  private final SerialPeer peer;
  private final Fault fault;
  private int said;

  FaultyPeer(SerialPeer peer, Fault fault) {
    this.peer = peer;
    this.fault = fault;
  }

  @Override
  public void onOctets(byte[] octets, int length) {
    peer.onOctets(octets, length);
  }

  @Override
  public void attach(Consumer<byte[]> out) {
    peer.attach(octets -> fault.on(++said, octets).forEach(out));
  }
}
