package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.fragmentation.DataBlockMic;
import dev.fuota.protocol.fragmentation.FragSessionSetup;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.multicast.McKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Keys of multicast groups and frames made with them, {@code lorawan-pkg-keys}. */
final class KeyAnswers implements KnownAnswers {
  private static final int SESSION_CNT_MAX = 0xffff;

  /** The functions that the product has, by their names in {@code published}. */
  private static final Map<String, Function<Entry, Bytes>> FUNCTIONS =
      Map.of(
          "McRootKey from GenAppKey",
          input -> McKeys.rootKeyOfGenAppKey(key(input, "genAppKey")).bytes(),
          "McRootKey from AppKey (LoRaWAN 1.1)",
          input -> McKeys.rootKeyOfAppKey(key(input, "appKey")).bytes(),
          "McKEKey",
          input -> McKeys.keyEncryptionKey(key(input, "mcRootKey")).bytes(),
          "McAppSKey",
          input -> McKeys.appSKey(key(input, "mcKey"), mcAddr(input)).bytes(),
          "McNwkSKey",
          input -> McKeys.nwkSKey(key(input, "mcKey"), mcAddr(input)).bytes(),
          "McKey_encrypted",
          input -> McKeys.wrap(key(input, "mcKEKey"), key(input, "mcKey")));

  @Override
  public String schema() {
    return "lorawan-pkg-keys";
  }

  @Override
  public boolean recognises(Entry document) {
    return document.has("keySets") || document.has("multicastFrames");
  }

  @Override
  public Set<String> arrays() {
    return Set.of("published", "keySets", "dataBlockMics", "multicastFrames");
  }

  @Override
  public List<GroupReport> run(Entry document, Path directory) {
    Group published = new Group("published");
    document.elementsOf("published").forEach(entry -> runPublished(published, entry));
    Group keySets = new Group("keySets");
    Group dataBlocks = new Group("dataBlockIntKey and dataBlockMics");
    for (Entry entry : document.elementsOf("keySets")) {
      keySets.run(entry.place(), check -> checkKeySet(check, entry));
      if (entry.has("dataBlockIntKey")) {
        dataBlocks.run(entry.place(), check -> checkIntegrityKey(check, entry));
      }
    }
    document
        .elementsOf("dataBlockMics")
        .forEach(entry -> dataBlocks.run(entry.place(), check -> checkDataBlock(check, entry)));
    Group frames = new Group("multicastFrames");
    document
        .elementsOf("multicastFrames")
        .forEach(entry -> frames.run(entry.place(), check -> checkFrame(check, entry)));
    return List.of(published.report(), keySets.report(), dataBlocks.report(), frames.report());
  }

  private static void runPublished(Group group, Entry entry) {
    String name = entry.text("function");
    Function<Entry, Bytes> function = FUNCTIONS.get(name);
    if (function == null) {
      group.skip("the function \"" + name + "\" is not known");
      return;
    }
    group.run(
        entry.place() + " " + name,
        check -> check.same("output", entry.hex("output"), function.apply(entry.get("input"))));
  }

  private static void checkKeySet(Check check, Entry entry) {
    AesKey kek = key(entry, "mcKEKey");
    AesKey mcKey = key(entry, "mcKey");
    SessionKeys session = McKeys.sessionKeys(mcKey, mcAddr(entry));
    check.same("mcRootKey", entry.hex("mcRootKey"), rootKey(entry).bytes());
    check.same(
        "mcKEKey", entry.hex("mcKEKey"), McKeys.keyEncryptionKey(key(entry, "mcRootKey")).bytes());
    check.same("mcKeyEncrypted", entry.hex("mcKeyEncrypted"), McKeys.wrap(kek, mcKey));
    check.same(
        "mcKey", entry.hex("mcKey"), McKeys.unwrap(kek, entry.hex("mcKeyEncrypted")).bytes());
    check.same("mcAppSKey", entry.hex("mcAppSKey"), session.appSKey().bytes());
    check.same("mcNwkSKey", entry.hex("mcNwkSKey"), session.nwkSKey().bytes());
  }

  private static void checkIntegrityKey(Check check, Entry entry) {
    check.same(
        "dataBlockIntKey",
        entry.hex("dataBlockIntKey"),
        DataBlockMic.integrityKey(key(entry, "rootKey")).bytes());
  }

  private static void checkDataBlock(Check check, Entry entry) {
    Bytes data = Fragmentation.data(entry);
    check.same("dataLength", entry.integer("dataLength"), data.length());
    check.same("dataSha256", entry.hex("dataSha256"), Digests.sha256(data));
    checkIntegrityKey(check, entry);
    DataBlockMic mic =
        new DataBlockMic(
            key(entry, "dataBlockIntKey"),
            entry.integer("sessionCnt", 0, SESSION_CNT_MAX),
            entry.integer("fragIndex", 0, FragmentationCommand.SESSIONS_MAX - 1),
            descriptor(entry.get("descriptor")),
            data.length());
    mic.update(data.toArray(), 0, data.length());
    check.same("mic", entry.hex("mic"), mic.mic());
  }

  private static Bytes descriptor(Entry entry) {
    if (entry.hex().length() != FragSessionSetup.DESCRIPTOR_LENGTH) {
      throw entry.malformed("a descriptor has 4 octets");
    }
    return entry.hex();
  }

  private static AesKey rootKey(Entry entry) {
    return switch (entry.text("rootKeyKind")) {
      case "genAppKey" -> McKeys.rootKeyOfGenAppKey(key(entry, "rootKey"));
      case "appKey" -> McKeys.rootKeyOfAppKey(key(entry, "rootKey"));
      default -> throw entry.get("rootKeyKind").malformed("genAppKey or appKey is needed");
    };
  }

  private static void checkFrame(Check check, Entry entry) {
    SessionKeys keys = new SessionKeys(key(entry, "mcNwkSKey"), key(entry, "mcAppSKey"));
    FrameCrypto crypto = new FrameCrypto(keys, mcAddr(entry));
    Bytes plain = entry.hex("frmPayload");
    Bytes phyPayload = entry.hex("phyPayload");
    long fCnt = entry.get("fCnt").number();
    int fPort = entry.integer("fPort");
    check.same(
        "phyPayload",
        phyPayload,
        crypto.seal(FType.UNCONFIRMED_DATA_DOWN, FCtrl.NONE, fCnt, Bytes.EMPTY, fPort, plain));
    Decoded<DataFrame> decoded = DataFrame.decode(phyPayload);
    if (decoded instanceof Malformed<DataFrame> malformed) {
      check.failed("phyPayload", "a data frame", malformed.detail());
      return;
    }
    DataFrame frame = decoded.value().orElseThrow();
    check.same("mcAddr", mcAddr(entry), frame.devAddr());
    check.same("fCnt", fCnt & 0xffff, frame.fCnt());
    check.same("fPort", fPort, frame.fPort());
    check.same("frmPayload", plain, LorawanFields.open(crypto, frame, fCnt));
  }

  private static AesKey key(Entry entry, String name) {
    return LorawanFields.key(entry, name);
  }

  private static DevAddr mcAddr(Entry entry) {
    return LorawanFields.address(entry, "mcAddr");
  }
}
