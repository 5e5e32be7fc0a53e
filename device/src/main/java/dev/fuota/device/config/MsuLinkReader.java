package dev.fuota.device.config;

import dev.fuota.agent.msu.Access;
import dev.fuota.device.msu.MsuClientSettings;
import dev.fuota.device.msu.MsuSettings;
import dev.fuota.device.msu.MsuTexts;
import dev.fuota.hal.net.NetworkOptions;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.KeyType;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.msu.CommissioningFile;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.secure.GroupKeys;
import dev.fuota.settings.Setting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code link: msu}, and {@code device} beside it. */
final class MsuLinkReader {
  private static final int DISCOVERY_PORT = 15567;
  private static final String DISCOVERY = "239.254.1.2:" + DISCOVERY_PORT;
  private static final int TTL_MAX = 255;
  private static final int KEY_ID_MAX = 255;
  private static final long QUOTA = 256L << 20;
  private static final Map<String, Boolean> TIMERS = Map.of("adaptive", true, "seed", false);

  private final Path folder;
  private final SecretFiles files;

  MsuLinkReader(Path folder, SecretFiles files) {
    this.folder = folder;
    this.files = files;
  }

  /**
   * Reads it.
   *
   * @param root of the whole file
   */
  LinkSettings read(Setting root, Path state, TargetSettings target) {
    refuse(root.find("region"), "region is for LoRaWAN; remove the line");
    refuse(root.find("realtime"), "realtime is for receive windows of LoRaWAN; remove the line");
    Setting msu =
        root.get("link")
            .get("msu")
            .only(
                "interface",
                "discovery",
                "ttl",
                "receiveBuffer",
                "commissioning",
                "open",
                "unsigned",
                "signers",
                "siteKey",
                "siteKeyId",
                "serverKey",
                "serverKeyId",
                "hardwareId",
                "productId",
                "installed",
                "downgrade",
                "quota",
                "timers",
                "plain",
                "directory");
    Optional<Setting> device =
        root.find("device").map(value -> value.only("bootloader", "hardware"));
    Optional<Path> directory = msu.find("directory").map(value -> folder.resolve(value.text()));
    if (directory.isPresent() && !(target instanceof TargetSettings.Emulated)) {
      throw msu.get("directory")
          .problem("files in a directory are no firmware for the target; remove this or target:");
    }
    return new LinkSettings.Msu(
        new MsuSettings(
            msu.get("interface").text(),
            discovery(msu),
            network(msu),
            client(msu, directory.isPresent()),
            directory,
            directory.orElseGet(() -> state.resolve("msu.parts")),
            AgentFileReader.strategy(device, target),
            device
                .flatMap(value -> value.find("hardware"))
                .map(value -> AgentFileReader.classId(value.only("class").get("class")))));
  }

  private static void refuse(Optional<Setting> value, String sentence) {
    value.ifPresent(
        it -> {
          throw it.problem(sentence);
        });
  }

  private static Endpoint discovery(Setting msu) {
    String given = msu.get("discovery", DISCOVERY, Setting::text);
    return MsuTexts.group(given, DISCOVERY_PORT)
        .orElseThrow(
            () ->
                msu.get("discovery")
                    .problem(
                        "'"
                            + given
                            + "' is no group; write one from 224.0.1.0 up, with a port if need be,"
                            + " as "
                            + DISCOVERY));
  }

  private static NetworkOptions network(Setting msu) {
    NetworkOptions usual = NetworkOptions.DEFAULT;
    return usual
        .withTimeToLive(msu.get("ttl", usual.timeToLive(), value -> value.number(0, TTL_MAX)))
        .withReceiveBuffer(
            msu.get("receiveBuffer", usual.receiveBuffer(), MsuLinkReader::bufferSize));
  }

  private static int bufferSize(Setting value) {
    long octets = value.octets();
    if (octets < 1 || octets > Integer.MAX_VALUE) {
      throw value.problem(value.text() + " is no size of a buffer");
    }
    return (int) octets;
  }

  private MsuClientSettings client(Setting msu, boolean intoDirectory) {
    Optional<String> hardwareId = msu.find("hardwareId").map(Setting::text);
    Optional<String> productId = msu.find("productId").map(Setting::text);
    Optional<Access> access = access(msu);
    if (msu.find("siteKey").isEmpty()) {
      refuse(msu.find("serverKey"), "serverKey wants siteKey beside it");
    }
    Optional<MsuClientSettings.Signed> signed =
        msu.find("signers").map(list -> signed(list, hardwareId, productId));
    boolean unsigned = msu.get("unsigned", false, Setting::yesNo);
    if (intoDirectory && access.isPresent() && signed.isEmpty() && !unsigned) {
      throw msu.problem("say with signers: whose signature files need, or write unsigned: true");
    }
    return new MsuClientSettings(
        access,
        msu.get("downgrade", false, Setting::yesNo),
        signed,
        msu.find("siteKey").map(key -> seal(msu, key)),
        hardwareId,
        productId,
        msu.find("installed").map(Setting::text),
        msu.get("quota", QUOTA, Setting::octets),
        msu.get("timers", true, value -> value.choice(TIMERS)),
        msu.get("plain", false, Setting::yesNo));
  }

  /** Empty: everybody. */
  private Optional<Access> access(Setting msu) {
    Optional<Setting> commissioning = msu.find("commissioning");
    boolean open = msu.get("open", false, Setting::yesNo);
    if (open == commissioning.isPresent()) {
      throw msu.problem(
          "whose connections does it take? write commissioning: FILE, made by fuota msu"
              + " commission; or, for tests, open: true");
    }
    return commissioning.map(this::commissioned);
  }

  private Access commissioned(Setting value) {
    CommissioningFile.Loaded loaded = CommissioningFile.read(Bytes.of(files.secretOctets(value)));
    if (loaded instanceof CommissioningFile.Loaded.Ok ok) {
      return MsuTexts.access(ok.get());
    }
    throw value.problem(
        value.text()
            + " is no commissioning file ("
            + ((CommissioningFile.Loaded.Rejected) loaded).problem()
            + "); write it anew with fuota msu commission");
  }

  private MsuClientSettings.Signed signed(
      Setting list, Optional<String> hardwareId, Optional<String> productId) {
    if (hardwareId.isEmpty() || productId.isEmpty()) {
      throw list.problem(
          "signers want hardwareId and productId: a signature is for one hardware and product");
    }
    Map<Integer, PublicKeyInfo> keys = new HashMap<>();
    for (Setting each : list.items()) {
      each.only("id", "key");
      int id = each.get("id", 1, value -> value.number(0, 0xffff));
      if (keys.putIfAbsent(id, key(each.get("key"))) != null) {
        throw each.problem("there are two keys with the id " + id);
      }
    }
    return new MsuClientSettings.Signed(keys, hardwareId.get(), productId.get());
  }

  private MsuClientSettings.Seal seal(Setting msu, Setting siteKey) {
    String text = new String(files.secretOctets(siteKey), StandardCharsets.US_ASCII);
    Bytes secret =
        MsuTexts.siteKey(text)
            .orElseThrow(
                () ->
                    siteKey.problem(
                        siteKey.text()
                            + " must hold 64 hexadecimal digits; openssl rand -hex 32 makes some"));
    Optional<Setting> serverKey = msu.find("serverKey");
    return new MsuClientSettings.Seal(
        new GroupKeys(secret, keyId(msu, "siteKeyId")),
        serverKey.map(this::serverKey),
        keyId(msu, "serverKeyId"));
  }

  private static int keyId(Setting msu, String name) {
    return msu.get(name, 1, value -> value.number(0, KEY_ID_MAX));
  }

  private PublicKeyInfo serverKey(Setting value) {
    PublicKeyInfo found = key(value);
    if (found.type() != KeyType.ED25519) {
      throw value.problem(value.text() + " must hold an Ed25519 key");
    }
    return found;
  }

  private PublicKeyInfo key(Setting value) {
    List<PublicKeyInfo> found = AgentFileReader.trusted(value, files).keys();
    if (found.size() != 1) {
      throw value.problem(value.text() + " must hold one key");
    }
    return found.get(0);
  }
}
