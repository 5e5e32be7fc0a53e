package dev.fuota.gateway.station;

import dev.fuota.gateway.json.Json;
import dev.fuota.gateway.json.Members;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.protocol.codec.Decoded;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** What a network server says to a station. */
public sealed interface LnsMessage {

  /** Please send this. */
  record Down(LnsDownlink downlink) implements LnsMessage {}

  /**
   * How the station is to work. Filters of NetID and JoinEUI are left to the server.
   *
   * @param rates the rows of {@code DRs}
   */
  record RouterConfig(List<Rate> rates) implements LnsMessage {
    /** Copies the list. */
    public RouterConfig {
      rates = List.copyOf(rates);
    }

    /** The modulation of a data rate; empty if the index is not used. */
    public Optional<Modulation> modulation(int index) {
      return index >= 0 && index < rates.size() ? rates.get(index).modulation() : Optional.empty();
    }

    /** The index with which a device sends so. */
    public OptionalInt uplinkRate(Modulation modulation) {
      return IntStream.range(0, rates.size())
          .filter(i -> !rates.get(i).downOnly())
          .filter(i -> rates.get(i).modulation().equals(Optional.of(modulation)))
          .findFirst();
    }
  }

  /**
   * A row of {@code DRs}.
   *
   * @param modulation empty if the index is not used
   * @param downOnly whether only gateways send so
   */
  record Rate(Optional<Modulation> modulation, boolean downOnly) {
    private static final int FSK_BITS_PER_SECOND = 50_000;

    private static Rate of(List<Integer> row) {
      if (row.size() < 2 || row.get(0) < 0) {
        return new Rate(Optional.empty(), false);
      }
      int spreadingFactor = row.get(0);
      int bandwidth = spreadingFactor == Modulation.FSK ? FSK_BITS_PER_SECOND : row.get(1) * 1000;
      return new Rate(
          Optional.of(new Modulation(spreadingFactor, bandwidth)),
          row.size() > 2 && row.get(2) != 0);
    }
  }

  /**
   * Time of day.
   *
   * @param txtime of the station's question; empty if the server speaks first
   * @param xtime that was at {@code gpsMicros}, if the server speaks first
   */
  record TimeSync(OptionalLong txtime, OptionalLong xtime, long gpsMicros) implements LnsMessage {}

  /** A message that a gateway need not follow. */
  record Other(String type) implements LnsMessage {}

  /** Reads a message on the way of traffic. */
  static Decoded<LnsMessage> decode(String text) {
    return Json.decode("LNS message", text, LnsMessage::read);
  }

  private static LnsMessage read(Members message) {
    String type = message.text("msgtype");
    return switch (type) {
      case "dnmsg" -> new Down(LnsDownlink.read(message));
      case "router_config" ->
          new RouterConfig(message.rows("DRs", 16).stream().map(Rate::of).toList());
      case "timesync" ->
          new TimeSync(
              message.wholeIf("txtime", 0, Long.MAX_VALUE),
              message.wholeIf("xtime", 0, Long.MAX_VALUE),
              message.whole("gpstime", 0, Long.MAX_VALUE));
      default -> new Other(type);
    };
  }

  /**
   * Reads the answer to the question where to connect to.
   *
   * @return the address for traffic
   */
  static Decoded<String> decodeDiscovery(String text) {
    return Json.decode(
        "router-info",
        text,
        message -> {
          message
              .textIf("error")
              .ifPresent(
                  error -> {
                    throw Members.bad("error", "is there: " + error);
                  });
          return message.text("uri");
        });
  }
}
