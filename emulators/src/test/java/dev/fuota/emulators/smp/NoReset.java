package dev.fuota.emulators.smp;

import dev.fuota.drivers.smp.Cbor;
import dev.fuota.drivers.smp.ConsoleFrames;
import dev.fuota.drivers.smp.ConsoleReader;
import dev.fuota.drivers.smp.SmpCommand;
import dev.fuota.drivers.smp.SmpMessage;
import dev.fuota.emulators.modem.SerialPeer;
import dev.fuota.protocol.codec.Bytes;
import java.util.function.Consumer;

/** Answers the reset, and keeps it from its target. */
final class NoReset implements SerialPeer {
  private final SerialPeer peer;
  private final ConsoleReader reader = new ConsoleReader(this::onMessage, line -> {});
  private Consumer<byte[]> out = octets -> {};

  NoReset(SerialPeer peer) {
    this.peer = peer;
  }

  @Override
  public void onOctets(byte[] octets, int length) {
    reader.feed(octets, length);
  }

  private void onMessage(Bytes octets) {
    SmpMessage message = SmpMessage.decode(octets).value().orElseThrow();
    if (message.command().equals(SmpCommand.RESET)) {
      out.accept(ConsoleFrames.encode(message.answer(Cbor.Fields.NONE).encode()));
    } else {
      byte[] lines = ConsoleFrames.encode(octets);
      peer.onOctets(lines, lines.length);
    }
  }

  @Override
  public void attach(Consumer<byte[]> line) {
    out = line;
    peer.attach(line);
  }
}
