package dev.fuota.server.service;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.HashAlgorithm;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.server.campaign.FirmwareVersion;
import dev.fuota.server.port.CampaignStore;
import dev.fuota.server.port.StoredFile;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files by their digests; what is in them stays in the store. */
final class Files {
  private static final int NAME_MAX = 200;
  static final int OCTETS_MAX = 16 << 20;

  private final CampaignStore store;
  private final Ledger ledger;
  private final Map<String, FileView> files = new TreeMap<>();

  Files(CampaignStore store, Ledger ledger) {
    this.store = store;
    this.ledger = ledger;
  }

  void open() {
    for (StoredFile.Entry entry : store.files()) {
      content(entry.sha256())
          .ifPresent(it -> files.put(entry.sha256(), view(entry.sha256(), entry.name(), it)));
    }
  }

  private static FileView view(String sha256, String name, Bytes content) {
    Optional<String> version =
        Image.parse(ImageSource.of(content))
            .value()
            .map(image -> FirmwareVersion.text(image.version().toU32()));
    return new FileView(sha256, name, content.length(), version);
  }

  Result<FileView> add(String name, Bytes content) {
    if (content.isEmpty() || content.length() > OCTETS_MAX) {
      return Result.refused(
          "FILE_INVALID",
          "a file has 1 to " + OCTETS_MAX + " octets, this one has " + content.length());
    }
    if (name.isBlank() || name.length() > NAME_MAX) {
      return Result.refused(
          "FILE_INVALID", "a file has a name of 1 to " + NAME_MAX + " characters");
    }
    return new Result.Ok<>(keep(name, content));
  }

  /** Keeps a file of which it is known that it can be. */
  FileView keep(String name, Bytes content) {
    String digest = sha256(content).toHex();
    FileView known = files.get(digest);
    if (known != null) {
      return known; // the form of an image may be the image itself: it keeps the name that people
      // know
    }
    FileView view = view(digest, name, content);
    files.put(digest, view);
    ledger.later("file " + digest, kept -> kept.save(new StoredFile(digest, name, content)));
    return view;
  }

  Optional<FileView> find(String digest) {
    return Optional.ofNullable(files.get(digest));
  }

  List<FileView> views() {
    return List.copyOf(files.values());
  }

  /** The octets of a file; empty if there is none. */
  Optional<Bytes> content(String digest) {
    ledger.flush(); // what was added in this turn is to be found too
    return store.file(digest).map(StoredFile::content);
  }

  private static Bytes sha256(Bytes content) {
    MessageDigest digest = HashAlgorithm.SHA256.newDigest();
    digest.update(content.asBuffer());
    return Bytes.of(digest.digest());
  }
}
