package dev.fuota.drivers.board;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people have in hand that is not a LoRaWAN node's transceiver on SPI. */
final class NoBoards {
  private static final String UART =
      "is a UART module with a protocol of its own that does not speak LoRaWAN; take a board whose"
          + " SX1262 is on SPI, as waveshare-sx1262, or a LoRaWAN modem on a serial line";
  private static final String GATEWAY =
      "is a gateway concentrator, not a node's transceiver; use it with a packet forwarder as the"
          + " gateway, and give this device a board of its own";
  private static final String USB =
      "has its SX1262 behind a CH341 USB bridge, for which Linux has no SPI driver; take a board on"
          + " the SPI header, or a LoRaWAN modem on a serial line";
  private static final String NO_DATA =
      "has no published pins; measure them and write the board out in the configuration";

  private record Kind(String reason, List<String> names) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              UART,
              List.of(
                  "waveshare-uart",
                  "waveshare-sx1262-lora-hat",
                  "waveshare-sx1268-lora-hat",
                  "sx1262-868m-lora-hat",
                  "sx1262-915m-lora-hat",
                  "sx1268-433m-lora-hat",
                  "sx1268-470m-lora-hat")),
          new Kind(
              GATEWAY,
              List.of(
                  "wm1302",
                  "wm1303",
                  "rak2245",
                  "rak2287",
                  "rak5146",
                  "sx1301",
                  "sx1302",
                  "sx1303",
                  "waveshare-sx1302",
                  "waveshare-sx1303")),
          new Kind(USB, List.of("meshstick", "meshtoad", "pinedio-usb", "umesh")),
          new Kind(NO_DATA, List.of("pisugar-lora")));

  private NoBoards() {}

  static Optional<String> whyNot(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    return KINDS.stream()
        .filter(kind -> kind.names().contains(wanted))
        .map(kind -> name.strip() + " " + kind.reason())
        .findFirst();
  }
}
