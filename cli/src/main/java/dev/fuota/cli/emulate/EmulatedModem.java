package dev.fuota.cli.emulate;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.drivers.modem.ModemModel;
import dev.fuota.emulators.modem.AtSlave;
import dev.fuota.emulators.modem.Fault;
import dev.fuota.emulators.modem.ModemParts;
import dev.fuota.emulators.modem.Murata;
import dev.fuota.emulators.modem.Rak3172;
import dev.fuota.emulators.modem.Rn2483;
import dev.fuota.emulators.modem.SerialPeer;
import dev.fuota.emulators.modem.WioE5;
import dev.fuota.fleet.world.Surroundings;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.protocol.explain.Nearest;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A modem that can be put at the end of a pseudo-terminal.
 *
 * @param peer what speaks
 * @param inject makes something go wrong
 */
record EmulatedModem(SerialPeer peer, Consumer<Fault> inject) {
  /** Where it is, and what is flashed. */
  record Place(Surroundings around, Nvm nvm, Region region, int firmware) {
    ModemParts parts() {
      return new ModemParts(
          around.radio(), nvm, around.clock(), around.scheduler(), around.random());
    }
  }

  /** Makes a modem. */
  @FunctionalInterface
  private interface Maker {
    EmulatedModem at(Place place);
  }

  private static final Map<ModemModel, Maker> MAKERS =
      Map.of(
          ModemModel.RAK3172, EmulatedModem::rak3172,
          ModemModel.WIO_E5, EmulatedModem::wioE5,
          ModemModel.RN2483, EmulatedModem::rn2483,
          ModemModel.MURATA, EmulatedModem::murata,
          ModemModel.ST_AT_SLAVE, EmulatedModem::atSlave);

  /** As in settings of an agent. */
  static List<String> names() {
    TreeMap<String, ModemModel> names = new TreeMap<>();
    MAKERS.keySet().forEach(model -> names.put(model.name(), model));
    return List.copyOf(names.keySet());
  }

  /** The modem with this name, if it is emulated. */
  static ModemModel model(String name) {
    if (name.equals(ModemModel.LBM.name())) {
      throw new InputProblem(
          "MODEM_HAS_WIRES",
          "lbm: this modem has three wires beside its serial line (COMMAND, BUSY, EVENT), which no"
              + " pseudo-terminal has; it is emulated in the tests of this product only");
    }
    return ModemModel.named(name)
        .filter(MAKERS::containsKey)
        .orElseThrow(
            () ->
                new InputProblem(
                    "MODEM_UNKNOWN",
                    name + " is not emulated here; " + Nearest.suggestion(name, names())));
  }

  static EmulatedModem of(ModemModel model, Place place) {
    Maker maker = MAKERS.get(model);
    if (maker == null) {
      throw new IllegalArgumentException(model.name());
    }
    return maker.at(place);
  }

  private static EmulatedModem rak3172(Place place) {
    Rak3172.Firmware firmware =
        switch (place.firmware()) {
          case 4 -> Rak3172.Firmware.V4_2_1;
          case 5 -> Rak3172.Firmware.V5_0_1;
          default -> throw new InputProblem("FIRMWARE_UNKNOWN", "--firmware is 4 or 5");
        };
    Rak3172 modem = new Rak3172(firmware, place.parts());
    return new EmulatedModem(modem, modem::inject);
  }

  private static EmulatedModem wioE5(Place place) {
    WioE5 modem = new WioE5(false, place.parts());
    return new EmulatedModem(modem, modem::inject);
  }

  /** The chip is the one that is made for the region. */
  private static EmulatedModem rn2483(Place place) {
    String chip = place.region() == Region.US915 ? "RN2903" : "RN2483";
    Rn2483 modem = new Rn2483(chip, "1.0.5", place.parts());
    return new EmulatedModem(modem, modem::inject);
  }

  private static EmulatedModem murata(Place place) {
    Murata modem = new Murata(place.parts());
    return new EmulatedModem(modem, modem::inject);
  }

  private static EmulatedModem atSlave(Place place) {
    AtSlave modem = new AtSlave(place.parts());
    return new EmulatedModem(modem, modem::inject);
  }
}
