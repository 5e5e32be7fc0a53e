package dev.fuota.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.port.CampaignStore;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.StoredCampaign;
import dev.fuota.server.port.StoredDevice;
import dev.fuota.server.port.StoredDeviceRecord;
import dev.fuota.server.port.StoredFile;
import dev.fuota.server.port.StoredGroup;
import dev.fuota.server.port.StoredMulticastGroup;
import dev.fuota.server.port.StoredPart;
import dev.fuota.server.port.StoredSession;
import dev.fuota.server.port.StoredSession.Radio;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What holds for every store. Values are at the ends of their ranges, where types tend to differ.
 */
abstract class StoreContract {
  private static final DeviceId LOW = new DeviceId(1);
  private static final DeviceId HIGH = new DeviceId(-1); // ff-ff-ff-ff-ff-ff-ff-ff
  private static final DevAddr ADDRESS = new DevAddr(0xffff_fffe);

  private final SplittableRandom random = new SplittableRandom(4);

  abstract SessionStore sessions();

  abstract CampaignStore campaigns();

  /** Commits, and where there is something to open, opens it again. */
  abstract void restart();

  private AesKey key() {
    byte[] octets = new byte[AesKey.LENGTH];
    random.nextBytes(octets);
    return AesKey.of(Bytes.of(octets));
  }

  private StoredSession session(long counter) {
    SessionKeys keys = new SessionKeys(key(), key(), key(), key());
    Radio radio = new Radio(15, 7, 13);
    return new StoredSession(ADDRESS, keys, true, radio, -1, counter, 0xffff_ffffL, 65_535, 7);
  }

  @Test
  void aDeviceIsAsItWasSavedLast() {
    StoredDevice first =
        new StoredDevice(
            HIGH, 65_535, 0xff_ffff, -1, Optional.empty(), List.of(session(1), session(2)));
    sessions().save(first);
    assertThat(sessions().device(HIGH)).contains(first);
    restart();
    assertThat(sessions().device(HIGH)).contains(first);
    StoredSession used = first.offered().get(1);
    StoredDevice second =
        new StoredDevice(HIGH, 65_535, 0xff_ffff, 9, Optional.of(used), List.of());
    sessions().save(second);
    sessions().save(StoredDevice.unknown(LOW));
    restart();
    assertThat(sessions().device(HIGH)).contains(second);
    assertThat(sessions().device(LOW)).contains(StoredDevice.unknown(LOW));
    assertThat(sessions().device(new DeviceId(2))).isEmpty();
  }

  @Test
  void aDeviceIsReplacedByOneThatNobodyLoaded() {
    sessions().save(new StoredDevice(LOW, 1, 1, 1, Optional.of(session(5)), List.of(session(6))));
    restart();
    StoredDevice bare = new StoredDevice(LOW, 2, 2, 2, Optional.empty(), List.of(session(7)));
    sessions().save(bare);
    restart();
    assertThat(sessions().device(LOW)).contains(bare);
  }

  @Test
  void aSessionWithTheSameKeysKeepsThem() {
    StoredSession session = session(32);
    for (long counter = 32; counter < 320; counter += 32) {
      session =
          new StoredSession(
              session.devAddr(), session.keys(), true, session.radio(), 3, counter, 0, 0, -1);
      sessions().save(new StoredDevice(LOW, 1, 1, 1, Optional.of(session), List.of()));
      restart();
      assertThat(sessions().device(LOW).flatMap(StoredDevice::session)).contains(session);
    }
  }

  @Test
  void noncesCountersAndGroupsAreKept() {
    StoredGroup group = new StoredGroup(ADDRESS, new SessionKeys(key(), key()), 0xffff_ffffL);
    sessions().addDevNonce(HIGH, 65_535);
    sessions().addDevNonce(HIGH, 65_535);
    sessions().saveNextSessionCnt(HIGH, 3, 65_536);
    sessions().save(group);
    restart();
    assertThat(sessions().hasDevNonce(HIGH, 65_535)).isTrue();
    assertThat(sessions().hasDevNonce(HIGH, 65_534)).isFalse();
    assertThat(sessions().hasDevNonce(LOW, 65_535)).isFalse();
    assertThat(sessions().nextSessionCnt(HIGH, 3)).isEqualTo(65_536);
    assertThat(sessions().nextSessionCnt(HIGH, 2)).isZero();
    assertThat(sessions().group(ADDRESS)).contains(group);
    assertThat(sessions().group(new DevAddr(5))).isEmpty();
  }

  @Test
  void campaignsPartsAndParticipantsAreInTheirOrder() {
    assertThat(campaigns().nextCampaignId()).isEqualTo(1);
    StoredCampaign second = new StoredCampaign(2, "{\"ä\":\"\uD83D\uDE00\"}", "");
    campaigns().save(second);
    campaigns().save(new StoredCampaign(1, "one", "new"));
    campaigns().save(new StoredCampaign(1, "one", "old"));
    StoredPart part = new StoredPart(1, 1, ADDRESS, key(), "on its way");
    campaigns().save(part);
    campaigns().save(new StoredPart(1, 0, ADDRESS, key(), "first"));
    campaigns().save(new StoredPart(2, 0, ADDRESS, key(), "of another"));
    campaigns().saveParticipant(1, 1, HIGH, "asked");
    campaigns().saveParticipant(1, 1, LOW, "asked");
    campaigns().saveParticipant(1, 1, HIGH, "answered");
    campaigns().saveParticipant(1, 0, LOW, "elsewhere");
    restart();
    assertThat(campaigns().campaigns())
        .containsExactly(new StoredCampaign(1, "one", "old"), second);
    assertThat(campaigns().nextCampaignId()).isEqualTo(3);
    assertThat(campaigns().parts(1)).extracting(StoredPart::part).containsExactly(0, 1);
    assertThat(campaigns().parts(1)).contains(part);
    assertThat(campaigns().parts(3)).isEmpty();
    assertThat(campaigns().participants(1, 1).entrySet())
        .containsExactly(Map.entry(LOW, "asked"), Map.entry(HIGH, "answered"));
    assertThat(campaigns().participants(2, 0)).isEmpty();
  }

  @Test
  void registeredDevicesAreKeptUntilTheyAreRemoved() {
    StoredDeviceRecord high =
        new StoredDeviceRecord(HIGH, "{\"name\":\"x\"}", Map.of("nwkKey", key(), "äppKey", key()));
    campaigns().save(high);
    campaigns().save(new StoredDeviceRecord(LOW, "{}", Map.of("nwkKey", key())));
    StoredDeviceRecord low = new StoredDeviceRecord(LOW, "{\"again\":1}", Map.of());
    campaigns().save(low);
    restart();
    assertThat(campaigns().registry()).containsExactly(low, high);
    campaigns().remove(LOW);
    campaigns().remove(new DeviceId(77));
    restart();
    assertThat(campaigns().registry()).containsExactly(high);
  }

  @Test
  void filesAreListedWithoutTheirContent() {
    byte[] content = new byte[100_000];
    random.nextBytes(content);
    StoredFile file = new StoredFile("ab".repeat(32), "second name", Bytes.of(content));
    campaigns().save(new StoredFile(file.sha256(), "first name", file.content()));
    campaigns().save(file);
    campaigns().save(new StoredFile("0".repeat(64), "empty", Bytes.EMPTY));
    restart();
    assertThat(campaigns().files())
        .containsExactly(
            new StoredFile.Entry("0".repeat(64), "empty", 0),
            new StoredFile.Entry(file.sha256(), "second name", 100_000));
    assertThat(campaigns().file(file.sha256())).contains(file);
    assertThat(campaigns().file("1".repeat(64))).isEmpty();
  }

  @Test
  void groupsAndDeviceSetsAreInTheOrderOfTheirNames() {
    StoredMulticastGroup zulu =
        new StoredMulticastGroup("Zulu", ADDRESS, 3, key(), "eu", Set.of(HIGH, LOW));
    StoredMulticastGroup alpha =
        new StoredMulticastGroup("alpha/keys", ADDRESS, 0, key(), "", Set.of());
    campaigns().save(alpha);
    campaigns().save(zulu);
    campaigns().saveDeviceSet("b", Set.of(LOW));
    campaigns().saveDeviceSet("B", Set.of(HIGH, LOW));
    campaigns().saveDeviceSet("gone", Set.of(HIGH));
    campaigns().removeDeviceSet("gone");
    campaigns().removeDeviceSet("never there");
    campaigns().saveDeviceSet("b", Set.of());
    restart();
    assertThat(campaigns().groups()).containsExactly(zulu, alpha);
    assertThat(campaigns().groups().get(0).members()).containsExactly(LOW, HIGH);
    assertThat(campaigns().deviceSets().keySet()).containsExactly("B", "b");
    assertThat(campaigns().deviceSets().get("B")).containsExactly(LOW, HIGH);
    assertThat(campaigns().deviceSets().get("b")).isEmpty();
  }

  @Test
  void moreThanOneBatchIsKept() {
    for (int i = 0; i < 2500; i++) {
      campaigns().saveParticipant(1, 0, new DeviceId(i), "state " + i);
    }
    restart();
    Map<DeviceId, String> states = campaigns().participants(1, 0);
    assertThat(states).hasSize(2500).containsEntry(new DeviceId(2499), "state 2499");
  }

  @Test
  void textsOfWhateverCharactersAreKept() {
    String hostile = "a\u0000b\uD800c'\";--\n%s\\";
    campaigns().save(new StoredCampaign(1, hostile, hostile));
    campaigns().saveDeviceSet("x\u0000", Set.of(LOW));
    campaigns().saveDeviceSet("x\uDC00", Set.of(HIGH));
    restart();
    assertThat(campaigns().campaigns().get(0).state()).endsWith("c'\";--\n%s\\").startsWith("a");
    assertThat(campaigns().deviceSets().keySet()).allMatch(name -> name.startsWith("x"));
    campaigns().removeDeviceSet("x\uDC00");
    restart();
    assertThat(campaigns().deviceSets()).doesNotContainValue(Set.of(HIGH));
  }
}
