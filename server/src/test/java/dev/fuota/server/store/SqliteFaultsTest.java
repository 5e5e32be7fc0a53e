package dev.fuota.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.StoredDevice;
import dev.fuota.server.port.StoredDeviceRecord;
import dev.fuota.server.port.StoredFile;
import dev.fuota.server.port.StoredGroup;
import dev.fuota.server.port.StoredMulticastGroup;
import dev.fuota.server.port.StoredPart;
import dev.fuota.server.port.StoredSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with a file, said in a sentence, and what the file has afterwards. */
class SqliteFaultsTest {
  private static final DeviceId ONE = new DeviceId(1);

  @TempDir Path folder;

  private final SplittableRandom random = new SplittableRandom(8);

  private Path file() {
    return folder.resolve("state.db");
  }

  private SqlStore open() {
    return open("");
  }

  /** With settings of SQLite behind the file's name. */
  private SqlStore open(String more) {
    return SqlStore.open(
        StoreSettings.of(
            "jdbc:sqlite:" + file() + more,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            random),
        random);
  }

  /** The pages that a file may have are a disk that is full at a known place. */
  @Test
  void onAFullDiskNothingIsTakenForKept() {
    long kept = 0;
    try (SqlStore store = open("?max_page_count=120")) {
      String state = "x".repeat(1000);
      StoreFault fault = null;
      for (int i = 0; i < 1000 && fault == null; i++) {
        store.saveParticipant(1, 0, new DeviceId(i), state);
        try {
          store.commit();
          kept++;
        } catch (StoreFault full) {
          fault = full;
        }
      }
      assertThat(fault).hasMessageContaining("the disk is full");
      assertThatThrownBy(store::commit).hasMessageContaining("the disk is full");
      assertThatThrownBy(store::campaigns).hasMessageContaining("the disk is full");
      assertThatThrownBy(() -> store.nextSessionCnt(ONE, 0)).isInstanceOf(StoreFault.class);
    }
    try (SqlStore store = open()) {
      assertThat(store.participants(1, 0)).hasSize((int) kept).hasSizeGreaterThan(10);
    }
  }

  @Test
  void aDiskThatIsFullInTheMidstLeavesTheLastCommit() {
    try (SqlStore store = open("?max_page_count=120")) {
      store.saveParticipant(1, 0, ONE, "before");
      store.commit();
      store.saveParticipant(1, 0, ONE, "after");
      assertThatThrownBy(
              () -> {
                for (int i = 2; i < 5000; i++) {
                  store.saveParticipant(1, 0, new DeviceId(i), "y".repeat(1000));
                }
              })
          .isInstanceOf(StoreFault.class)
          .hasMessageContaining("the disk is full");
      assertThatThrownBy(store::commit).isInstanceOf(StoreFault.class);
    }
    try (SqlStore store = open()) {
      assertThat(store.participants(1, 0)).isEqualTo(Map.of(ONE, "before"));
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsLeftAsItIs() throws Exception {
    String text = "this is a text, and a rather long one at that".repeat(99);
    Files.writeString(file(), text);
    MasterKey.create(folder.resolve("state.db.key"), random);
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("it is no database");
    assertThat(file()).hasContent(text);
  }

  @Test
  void aDatabaseOfSomethingElseIsLeftAsItIs() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE recipe (name TEXT)");
    }
    MasterKey.create(folder.resolve("state.db.key"), random);
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("something else");
  }

  /** Permissions do not bind every user; the file's own write version does (its octet 18). */
  @Test
  void aFileThatCannotBeWrittenIsRefused() throws Exception {
    open().close();
    byte[] octets = Files.readAllBytes(file());
    octets[18] = 3; // 1 and 2 can be written
    Files.write(file(), octets);
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("it cannot be written");
  }

  @Test
  void aFolderThatIsNotThereIsSaid() {
    Path nowhere = folder.resolve("nowhere").resolve("state.db");
    MasterKey.create(folder.resolve("a.key"), random);
    assertThatThrownBy(
            () ->
                SqlStore.open(
                    StoreSettings.of(
                        nowhere.toString(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(folder.resolve("a.key")),
                        random),
                    random))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void aDatabaseWithoutItsMasterKeyGetsNoNewOne() throws Exception {
    open().close();
    Path key = folder.resolve("state.db.key");
    Files.delete(key);
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("there is no master key");
    assertThat(key).doesNotExist();
    Files.writeString(key, "0123");
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("64 hexadecimal digits");
  }

  @Test
  void aMasterKeyIsItsOwnersAlone() throws Exception {
    Path file = folder.resolve("m.key");
    MasterKey key = MasterKey.create(file, random);
    assertThat(Files.readString(file)).matches("[0-9a-f]{64}\n").doesNotMatch("0+\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(MasterKey.read(file).key()).isEqualTo(key.key());
    assertThat(key).hasToString("MasterKey[hidden]");
    assertThatThrownBy(() -> MasterKey.create(file, random)).isInstanceOf(StoreFault.class);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void addressesOfOtherDatabasesAndPasswordsInThemAreRefused() {
    assertThatThrownBy(() -> of("jdbc:mysql://localhost/x"))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("jdbc:postgresql:");
    assertThatThrownBy(() -> of("jdbc:postgresql://localhost/x"))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("masterKeyFile");
    assertThatThrownBy(() -> of("jdbc:sqlite:x?password=y"))
        .isInstanceOf(StoreFault.class)
        .hasMessageNotContaining("y=");
  }

  private StoreSettings of(String url) {
    return StoreSettings.of(url, Optional.empty(), Optional.empty(), Optional.empty(), random);
  }

  /** Keys of all kinds, twice each, so that the second one finds what the first one left. */
  @Test
  void noKeyIsInTheFilesAsItIs() throws Exception {
    List<AesKey> keys = new ArrayList<>();
    try (SqlStore store = open()) {
      for (int round = 0; round < 2; round++) {
        saveKeys(store, keys);
        store.commit();
        assertThat(file().resolveSibling("state.db-wal")).isNotEmptyFile();
        assertHidden(keys);
      }
    }
    assertThat(keys).hasSize(2 * 9).doesNotHaveDuplicates();
    assertHidden(keys);
  }

  private AesKey key(List<AesKey> keys) {
    byte[] octets = new byte[AesKey.LENGTH];
    random.nextBytes(octets);
    keys.add(AesKey.of(Bytes.of(octets)));
    return keys.get(keys.size() - 1);
  }

  private void saveKeys(SqlStore store, List<AesKey> keys) {
    DevAddr address = new DevAddr(1);
    SessionKeys session = new SessionKeys(key(keys), key(keys), key(keys), key(keys));
    StoredSession.Radio radio = new StoredSession.Radio(1, 0, 0);
    StoredSession stored = new StoredSession(address, session, true, radio, 1, 2, 3, 4, 5);
    store.save(new StoredDevice(ONE, 1, 1, 1, Optional.of(stored), List.of()));
    store.save(new StoredGroup(address, new SessionKeys(key(keys), key(keys)), 1));
    store.save(new StoredPart(1, 0, address, key(keys), "state"));
    store.save(new StoredDeviceRecord(ONE, "{}", Map.of("appKey", key(keys))));
    store.save(new StoredMulticastGroup("g", address, 0, key(keys), "n", Set.of()));
    store.save(new StoredFile("ab", "name", Bytes.of(new byte[5000])));
  }

  private void assertHidden(List<AesKey> keys) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path path : all.filter(it -> it.toString().contains("state.db")).toList()) {
        String content = Files.readString(path, StandardCharsets.ISO_8859_1);
        for (AesKey key : keys) {
          byte[] octets = key.bytes().toArray();
          assertThat(content)
              .doesNotContain(new String(octets, StandardCharsets.ISO_8859_1))
              .doesNotContainIgnoringCase(key.bytes().toHex())
              .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(octets));
        }
      }
    }
  }
}
