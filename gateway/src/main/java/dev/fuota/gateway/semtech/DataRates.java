package dev.fuota.gateway.semtech;

import dev.fuota.gateway.json.Members;
import dev.fuota.gateway.port.Modulation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** {@code freq}, {@code modu}, {@code datr} and {@code codr}, which rxpk and txpk share. */
final class DataRates {
  private static final Pattern LORA = Pattern.compile("SF(\\d{1,2})BW(\\d{1,4})");
  private static final int FSK_MAX = 1_000_000;
  private static final double HZ = 1_000_000;
  private static final double FREQUENCY_MAX_MHZ = 2_147; // what an int of Hz holds

  private DataRates() {}

  static int readFrequency(Members packet) {
    return (int) Math.round(packet.number("freq", 0, FREQUENCY_MAX_MHZ) * HZ);
  }

  /** Megahertz with six decimals at most. */
  static void putFrequency(ObjectNode packet, int frequencyHz) {
    packet.put("freq", frequencyHz / HZ);
  }

  static Modulation read(Members packet) {
    String modulation = packet.text("modu");
    return switch (modulation) {
      case "FSK" -> new Modulation(Modulation.FSK, (int) packet.whole("datr", 1, FSK_MAX));
      case "LORA" -> lora(packet.text("datr"));
      default -> throw Members.bad("modu", "is neither LORA nor FSK");
    };
  }

  private static Modulation lora(String text) {
    Matcher matcher = LORA.matcher(text);
    if (!matcher.matches()) {
      throw Members.bad("datr", "is no LoRa data rate");
    }
    int spreadingFactor = Integer.parseInt(matcher.group(1));
    int bandwidth = Integer.parseInt(matcher.group(2));
    if (spreadingFactor < 5
        || spreadingFactor > 12
        || (bandwidth != 125 && bandwidth != 250 && bandwidth != 500)) {
      throw Members.bad("datr", "is no data rate that LoRaWAN has");
    }
    return new Modulation(spreadingFactor, bandwidth * 1000);
  }

  static void put(ObjectNode packet, Modulation modulation) {
    if (modulation.isFsk()) {
      packet.put("modu", "FSK").put("datr", modulation.bandwidthHz());
    } else {
      String rate = "SF" + modulation.spreadingFactor() + "BW" + modulation.bandwidthHz() / 1000;
      packet.put("modu", "LORA").put("datr", rate).put("codr", "4/5");
    }
  }
}
