package dev.fuota.device.config;

import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.board.BoardOptions;
import dev.fuota.drivers.board.Chip;
import dev.fuota.drivers.board.ChipSelect;
import dev.fuota.drivers.board.Pins;
import dev.fuota.drivers.board.Tcxo;
import dev.fuota.drivers.modem.ModemModel;
import dev.fuota.protocol.explain.Nearest;
import dev.fuota.settings.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code link}. */
final class LinkReader {
  private static final int PIN_MAX = 63;
  private static final int SPI_MAX = 6;
  private static final int BAUD_MAX = 4_000_000;
  private static final Map<String, Chip> CHIPS =
      Map.of(
          "sx1261",
          Chip.SX1261,
          "sx1262",
          Chip.SX1262,
          "sx1268",
          Chip.SX1268,
          "sx1276",
          Chip.SX1276);

  private final Path folder;

  LinkReader(Path folder) {
    this.folder = folder;
  }

  /** Whether it is a network, with Mass Software Upgrade. */
  static boolean isMsu(Setting link) {
    return kind(link).equals("msu");
  }

  private static String kind(Setting link) {
    link.only("gateway", "radio", "modem", "msu");
    if (link.keys().size() != 1) {
      throw link.problem("exactly one of gateway, radio, modem and msu belongs here");
    }
    return link.keys().get(0);
  }

  /** One with LoRaWAN. */
  LinkSettings read(Setting link) {
    String kind = kind(link);
    return switch (kind) {
      case "gateway" -> gateway(link.get(kind));
      case "radio" -> radio(link.get(kind));
      default -> modem(link.get(kind));
    };
  }

  private static LinkSettings.Gateway gateway(Setting gateway) {
    gateway.only("network", "eui");
    return new LinkSettings.Gateway(
        LorawanWords.address(gateway.get("network"), ""), LorawanWords.eui(gateway.get("eui")));
  }

  private LinkSettings radio(Setting radio) {
    radio.only("board", "chip", "pins", "tcxo", "dio2AsRfSwitch", "antennaGain", "emulated");
    return new LinkSettings.Radio(board(radio), radio.find("emulated").map(LinkReader::gateway));
  }

  private static Board board(Setting radio) {
    Optional<Setting> named = radio.find("board");
    if (named.isPresent() == radio.find("pins").isPresent()) {
      throw radio.problem("either board or chip and pins belongs here");
    }
    Board board = named.map(LinkReader::named).orElseGet(() -> own(radio));
    return radio
        .find("antennaGain")
        .map(gain -> board.with(board.options().withAntenna(gain.number(0, 30))))
        .orElse(board);
  }

  private static Board named(Setting value) {
    String name = value.text();
    return Board.named(name)
        .orElseThrow(
            () ->
                value.problem(
                    Board.whyNot(name)
                        .orElseGet(
                            () ->
                                "board '"
                                    + name
                                    + "' is not known; "
                                    + Nearest.suggestion(
                                        name, Board.KNOWN.stream().map(Board::name).toList()))));
  }

  private static Board own(Setting radio) {
    Chip chip = radio.get("chip").choice(CHIPS);
    BoardOptions options = BoardOptions.of(chip);
    if (radio.get("tcxo", false, Setting::yesNo)) {
      options = options.withTcxo(Optional.of(Tcxo.usual()));
    }
    if (radio.get("dio2AsRfSwitch", false, Setting::yesNo)) {
      options = options.withDio2Switch();
    }
    Setting pins = radio.get("pins");
    try {
      return new Board("own", "own wiring", chip, pins(pins), options);
    } catch (IllegalArgumentException bad) {
      throw pins.problem(String.valueOf(bad.getMessage()));
    }
  }

  private static Pins pins(Setting pins) {
    pins.only("spi", "select", "irq", "dio1", "busy", "reset", "rxEnable", "txEnable", "enable");
    return new Pins(
        pins.get("spi", 0, value -> value.number(0, SPI_MAX)),
        pins.get("select", ChipSelect.ce(0), LinkReader::select),
        pin(pins.get("irq")),
        optional(pins, "dio1"),
        optional(pins, "busy"),
        optional(pins, "reset"),
        optional(pins, "rxEnable"),
        optional(pins, "txEnable"),
        pins.get(
            "enable", List.of(), value -> value.items().stream().map(LinkReader::pin).toList()));
  }

  private static ChipSelect select(Setting value) {
    return switch (value.text()) {
      case "CE0" -> ChipSelect.ce(0);
      case "CE1" -> ChipSelect.ce(1);
      default -> ChipSelect.pin(pin(value));
    };
  }

  private static int pin(Setting value) {
    return value.number(0, PIN_MAX);
  }

  private static OptionalInt optional(Setting pins, String name) {
    return pins.find(name).map(value -> OptionalInt.of(pin(value))).orElse(OptionalInt.empty());
  }

  private LinkSettings modem(Setting modem) {
    modem.only("model", "device", "baud", "pins");
    ModemModel model = model(modem.get("model"));
    boolean hasPins = model.equals(ModemModel.LBM);
    if (modem.find("pins").isPresent() != hasPins) {
      throw modem.problem(
          hasPins
              ? model.title()
                  + " has three lines beside the serial one; add pins: {command: 5,"
                  + " busy: 6, event: 13} with the BCM numbers of yours"
              : model.title() + " has no pins beside its serial line; take pins away");
    }
    return new LinkSettings.Modem(
        model,
        folder.resolve(modem.get("device").text()),
        modem.get("baud", model.baud(), value -> value.number(1, BAUD_MAX)),
        modem.find("pins").map(LinkReader::handshake));
  }

  private static LinkSettings.Handshake handshake(Setting pins) {
    pins.only("command", "busy", "event");
    return new LinkSettings.Handshake(
        pin(pins.get("command")), pin(pins.get("busy")), pin(pins.get("event")));
  }

  private static ModemModel model(Setting value) {
    ModemModel model =
        ModemModel.named(value.text())
            .orElseThrow(
                () ->
                    value.problem(
                        "modem '"
                            + value.text()
                            + "' is not known; "
                            + Nearest.suggestion(
                                value.text(),
                                ModemModel.KNOWN.stream().map(ModemModel::name).toList())));
    if (model.support() != ModemModel.Support.FULL) {
      throw value.problem(
          model.title() + ": " + String.join(" ", model.capabilities().limitations()));
    }
    return model;
  }
}
