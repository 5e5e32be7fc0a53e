package dev.fuota.drivers.lbm;

import dev.fuota.hal.serial.HandshakeLines;
import dev.fuota.protocol.codec.Bytes;
import java.util.function.Consumer;

/** Fetches events while the EVENT line is high, before anything else is asked. */
final class EventPump {
  /** A modem whose EVENT stays high although it has none would be asked for ever. */
  private static final int EMPTY_MAX = 3;

  private final LbmChannel channel;
  private final HandshakeLines lines;
  private final Consumer<LbmEvent> heard;
  private boolean fetching;
  private int empty;

  EventPump(LbmChannel channel, HandshakeLines lines, Consumer<LbmEvent> heard) {
    this.channel = channel;
    this.lines = lines;
    this.heard = heard;
  }

  /** Looks at the line. */
  void look() {
    if (!lines.eventPending()) {
      empty = 0;
    } else if (!fetching && empty < EMPTY_MAX) {
      fetching = true;
      channel.askNext(LbmCommand.GET_EVENT, Bytes.EMPTY, this::onReply);
    }
  }

  /** Looks again at a line that seemed stuck. */
  void lookAnew() {
    empty = 0;
    look();
  }

  void forget() {
    fetching = false;
    empty = 0;
  }

  private void onReply(LbmReply reply) {
    fetching = false;
    if (reply.isOk()) {
      empty = 0;
      heard.accept(LbmEvent.of(reply.data()));
    } else {
      empty++;
    }
    look();
  }
}
