package dev.fuota.drivers.lbm;

import dev.fuota.drivers.modem.Dialect.Cast;
import dev.fuota.protocol.codec.Bytes;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Fetches downlinks, each with what the modem knows of it. */
final class LbmDownlinks {
  private static final int DATA_HEADER = 2;
  private static final int WINDOW = 3;
  private static final int F_PORT = 4;
  private static final int METADATA = 11;

  /** More than any modem keeps: one that always has another one is not asked for ever. */
  private static final int AT_ONCE_MAX = 32;

  private static final int RXC_GROUP_0 = 4;
  private static final int RXB_GROUP_0 = 9;
  private static final int GROUPS = 4;

  private final LbmChannel channel;
  private final Receiver receiver;
  private final Consumer<String> trouble;

  /** Takes downlinks. */
  interface Receiver {
    void onDownlink(int fPort, byte[] payload, Cast cast, OptionalInt groupId);
  }

  LbmDownlinks(LbmChannel channel, Receiver receiver, Consumer<String> trouble) {
    this.channel = channel;
    this.receiver = receiver;
    this.trouble = trouble;
  }

  void fetch() {
    fetch(AT_ONCE_MAX);
  }

  private void fetch(int most) {
    channel.askNext(LbmCommand.GET_DOWNLINK_DATA, Bytes.EMPTY, data -> onData(data, most));
  }

  private void onData(LbmReply reply, int most) {
    Bytes data = reply.data();
    if (!reply.isOk()) {
      return; // there is none, or its answer is lost: the network sends it again
    }
    if (data.length() < DATA_HEADER || data.at(1) != data.length() - DATA_HEADER) {
      trouble.accept("The LoRa Basics Modem gave a downlink in a form that is not known.");
      return;
    }
    Bytes payload = data.slice(DATA_HEADER, data.length() - DATA_HEADER);
    int remaining = data.at(0);
    channel.askNext(
        LbmCommand.GET_DOWNLINK_METADATA,
        Bytes.EMPTY,
        metadata -> {
          if (metadata.isOk() && metadata.data().length() >= METADATA) {
            tell(payload, metadata.data());
          }
          if (remaining > 0 && most > 1) {
            fetch(most - 1);
          }
        });
  }

  private void tell(Bytes payload, Bytes metadata) {
    int window = metadata.at(WINDOW);
    OptionalInt group = group(window);
    receiver.onDownlink(
        metadata.at(F_PORT),
        payload.toArray(),
        group.isPresent() ? Cast.MULTICAST : Cast.UNICAST,
        group);
  }

  /** 1 RX1, 2 RX2, 3 RXC, 4 to 7 RXC of a group, 8 RXB, 9 to 12 RXB of a group. */
  private static OptionalInt group(int window) {
    for (int first : new int[] {RXC_GROUP_0, RXB_GROUP_0}) {
      if (window >= first && window < first + GROUPS) {
        return OptionalInt.of(window - first);
      }
    }
    return OptionalInt.empty();
  }
}
