package dev.fuota.server.service;

import dev.fuota.protocol.expand.PackageKind;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.campaign.FirmwareVersion;
import dev.fuota.server.firmware.Abilities;
import dev.fuota.server.network.DeviceRegistration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes a device down as {@link DeviceForm} reads it, its keys apart from the rest. */
final class DeviceText {
  private DeviceText() {}

  /** All but the keys. */
  static Map<String, String> plain(DeviceEntry entry) {
    Map<String, String> text = new TreeMap<>();
    if (!entry.name().isEmpty()) {
      text.put("name", entry.name());
    }
    text.put("network", entry.network());
    putRadio(entry, text);
    entry.hardware().ifPresent(id -> text.put("hardware", id.toHex()));
    entry.fwVersion().ifPresent(it -> text.put("version", FirmwareVersion.text(it)));
    putAbilities(entry.abilities(), text);
    return text;
  }

  /** What only a device of LoRaWAN has. */
  private static void putRadio(DeviceEntry entry, Map<String, String> text) {
    if (entry.rootKey().isEmpty()) {
      return;
    }
    text.put("class", entry.deviceClass().name());
    text.put("lorawan", entry.lorawan().toString());
    text.put("packageVersion", String.valueOf(entry.packages().number()));
    text.put("uplinkInterval", entry.uplinkInterval().toMillis() + "ms");
    entry
        .registration()
        .ifPresent(
            it -> {
              if (it instanceof DeviceRegistration.Otaa otaa) {
                text.put("joinEui", otaa.joinEui().toString());
              } else if (it instanceof DeviceRegistration.Personalised personalised) {
                text.put("devAddr", personalised.devAddr().toString());
              }
            });
  }

  private static void putAbilities(Abilities abilities, Map<String, String> text) {
    text.put("installer", abilities.installer().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    text.put("slotSize", String.valueOf(abilities.slotSize()));
    text.put("sectorSize", String.valueOf(abilities.sectorSize()));
    text.put("expandRam", String.valueOf(abilities.expandRam()));
    text.put("lzma2", String.valueOf(abilities.lzma2()));
    text.put(
        "packages",
        abilities.packages().stream()
            .sorted()
            .map(PackageKind::name)
            .collect(Collectors.joining(" ")));
  }

  static Map<String, AesKey> keys(DeviceEntry entry) {
    Map<String, AesKey> keys = new TreeMap<>();
    boolean v11 = entry.lorawan() == LorawanVersion.V1_1;
    entry.rootKey().ifPresent(key -> keys.put(v11 ? "appKey" : "genAppKey", key));
    entry
        .registration()
        .ifPresent(
            it -> {
              if (it instanceof DeviceRegistration.Otaa otaa) {
                keys.put("appKey", otaa.keys().appKey());
                if (v11) {
                  keys.put("nwkKey", otaa.keys().nwkKey());
                }
              } else if (it instanceof DeviceRegistration.Personalised personalised) {
                putSession(personalised.keys(), v11, keys);
              }
            });
    return keys;
  }

  private static void putSession(SessionKeys session, boolean v11, Map<String, AesKey> keys) {
    keys.put("appSKey", session.appSKey());
    if (v11) {
      keys.put("fNwkSIntKey", session.fNwkSIntKey());
      keys.put("sNwkSIntKey", session.sNwkSIntKey());
      keys.put("nwkSEncKey", session.nwkSEncKey());
    } else {
      keys.put("nwkSKey", session.nwkSKey());
    }
  }
}
