package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A command of the user of a device or server: START 0xF1, STOP 0xF2, INIT 0xF3 (MSU, table of
 * commands). Never taken from the network.
 *
 * @param kind USER_START, USER_STOP or USER_INIT
 */
public record LocalCommand(MsuType kind) implements MsuMessage {
  public static final LocalCommand START = new LocalCommand(MsuType.USER_START);
  public static final LocalCommand STOP = new LocalCommand(MsuType.USER_STOP);
  public static final LocalCommand INIT = new LocalCommand(MsuType.USER_INIT);

  public LocalCommand {
    Checks.that(
        kind == MsuType.USER_START || kind == MsuType.USER_STOP || kind == MsuType.USER_INIT,
        kind + " is no local command");
  }

  static Optional<MsuMessage> read(MsuReader in, MsuType kind) { // MSU-143
    in.require(in.isLocal(), RejectReason.NOT_LOCAL, "local commands do not come by network");
    in.end(Header.LENGTH);
    return in.built(() -> new LocalCommand(kind));
  }

  @Override
  public MsuType type() {
    return kind;
  }

  @Override
  public int length() {
    return Header.LENGTH;
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.put(out, kind, 0, 0);
  }
}
