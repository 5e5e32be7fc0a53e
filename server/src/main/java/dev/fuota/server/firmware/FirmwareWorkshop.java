package dev.fuota.server.firmware;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.expand.Expansion;
import dev.fuota.protocol.expand.Payload;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.server.firmware.Crafted.Forms;
import dev.fuota.server.firmware.Crafted.Reason;
import dev.fuota.server.firmware.Crafted.Unusable;
import dev.fuota.server.port.DeviceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Turns an image into what each device is sent (TR-01, TR-02): the image itself, a compressed form
 * of it, or a delta to exactly what the device runs. Each file is expanded here as the device will,
 * before it is offered. Deltas are made once per base. One thread.
 */
public final class FirmwareWorkshop {
  /**
   * A program that is not an image yet.
   *
   * @param classId hardware that it is for, 16 octets
   * @param requiredVersion the lowest that must run for it to be installed
   * @param securityCounter 0..2^32-1
   */
  public record Program(
      Bytes payload,
      ImageVersion version,
      Optional<Bytes> classId,
      Optional<ImageVersion> requiredVersion,
      OptionalLong securityCounter) {}

  private final Optional<SigningKey> key;
  private final Optional<FormMaker> maker;
  private final Bases bases = new Bases();

  /**
   * A workshop.
   *
   * @param key signs what is made here; without one, images must come signed and go as they are
   */
  public FirmwareWorkshop(Optional<SigningKey> key) {
    this.key = key;
    this.maker = key.map(FormMaker::new);
  }

  /** Adds an image that devices may run; says why if it cannot be the base of a delta. */
  public Optional<Unusable> addBase(Bytes image) {
    WholeImage.Read read = WholeImage.read(image);
    Optional<Unusable> packed =
        read.image()
            .filter(whole -> whole.encrypted() || isPackaged(whole))
            .map(
                whole ->
                    new Unusable(
                        whole.encrypted() ? Reason.ENCRYPTED : Reason.NOT_WHOLE,
                        "the base of a delta is the image as it runs"));
    Optional<Unusable> unusable = read.unusable().or(() -> packed);
    if (unusable.isEmpty()) {
      read.image().ifPresent(bases::add);
    }
    return unusable;
  }

  /** Makes a signed image of a program, and forms of the image. */
  public Crafted forms(Program program, Collection<Candidate> devices, FormPolicy policy) {
    if (program.payload().isEmpty()) {
      return new Unusable(Reason.EMPTY, "the program is empty");
    }
    if (program.payload().length() > WholeImage.OCTETS_MAX) {
      return new Unusable(
          Reason.TOO_LARGE,
          "the program has more octets than the " + WholeImage.OCTETS_MAX + " allowed");
    }
    if (key.isEmpty()) {
      return new Unusable(Reason.NO_SIGNING_KEY, "a program needs a key to become a signed image");
    }
    ImageBuilder builder = ImageBuilder.of(program.payload(), program.version());
    program.classId().ifPresent(builder::classId);
    program.requiredVersion().ifPresent(builder::requiredVersion);
    program.securityCounter().ifPresent(builder::securityCounter);
    return forms(builder.sign(key.get()), devices, policy);
  }

  /**
   * Makes forms of an image. A delta or a compressed image is taken as it is, for those whom it
   * fits.
   *
   * @param image of MCUboot's form, nothing behind it
   */
  public Crafted forms(Bytes image, Collection<Candidate> devices, FormPolicy policy) {
    WholeImage.Read read = WholeImage.read(image);
    if (read.unusable().isPresent()) {
      return read.unusable().get();
    }
    WholeImage given = read.image().orElseThrow();
    if (!given.isSigned() && key.isEmpty()) {
      return new Unusable(Reason.NOT_SIGNED, "the image is not signed, and there is no key for it");
    }
    if (!given.isSigned() && given.encrypted()) {
      return new Unusable(Reason.NOT_SIGNED, "the image is not signed, but encrypted already");
    }
    WholeImage signed;
    try {
      signed = given.isSigned() ? given : given.signed(key.orElseThrow());
    } catch (IllegalArgumentException e) {
      return new Unusable(Reason.KEY_DOES_NOT_FIT, String.valueOf(e.getMessage()));
    }
    return isPackaged(signed) ? asGiven(signed, devices, policy) : made(signed, devices, policy);
  }

  private static boolean isPackaged(WholeImage image) {
    return !(Payload.of(image.image()).value().orElse(null) instanceof Payload.Whole);
  }

  private Crafted made(WholeImage fresh, Collection<Candidate> devices, FormPolicy policy) {
    boolean smaller = policy == FormPolicy.DELTA || policy == FormPolicy.COMPRESSED;
    if (smaller && fresh.encrypted()) {
      return new Unusable(
          Reason.ENCRYPTED, "the image is encrypted: nothing smaller can be made of it");
    }
    if (smaller && maker.isEmpty()) {
      return new Unusable(
          Reason.NO_SIGNING_KEY, "a delta or a compressed image must be signed, there is no key");
    }
    Optional<FormMaker> usable = fresh.encrypted() ? Optional.empty() : maker;
    Menu menu = new Menu(fresh, policy, usable);
    return sorted(fresh, new Chooser(fresh, policy, bases, menu), devices);
  }

  private static String word(FormPolicy form) {
    return form.name().toLowerCase(Locale.ROOT);
  }

  private Crafted asGiven(WholeImage file, Collection<Candidate> devices, FormPolicy policy) {
    Optional<Expansion> expansion =
        file.encrypted() ? Optional.empty() : Expansion.of(file.image(), file.source()).value();
    if (expansion.isEmpty()) {
      return new Unusable(
          file.encrypted() ? Reason.ENCRYPTED : Reason.NOT_AN_IMAGE,
          "the file is no image as it runs, and cannot be expanded here");
    }
    FormPolicy own = expansion.get().isDelta() ? FormPolicy.DELTA : FormPolicy.COMPRESSED;
    if (policy != own && policy != FormPolicy.AUTO) {
      return new Unusable(
          Reason.NOT_WHOLE,
          "the file is of form "
              + word(own)
              + " already, form="
              + word(policy)
              + " is wanted; set form to "
              + word(own)
              + " or auto, or give the whole image");
    }
    Optional<WholeImage> base = expansion.get().baseDigest().flatMap(bases::find);
    if (expansion.get().isDelta() && base.isEmpty()) {
      return new Unusable(
          Reason.BASE_UNKNOWN,
          "the file is a delta to image "
              + expansion.get().baseDigest().orElseThrow()
              + ", which is not here");
    }
    return Proof.of("as given", file.octets(), base)
        .map(
            proven ->
                sorted(
                    proven.result(),
                    new Chooser(
                        proven.result(), own, bases, (device, running) -> List.of(proven.made())),
                    devices))
        .orElseGet(
            () ->
                new Unusable(
                    Reason.WRONG_RESULT, "what comes out of the file is not a good image"));
  }

  private Crafted sorted(WholeImage fresh, Chooser chooser, Collection<Candidate> devices) {
    Map<Made, List<DeviceId>> byFile = new LinkedHashMap<>();
    List<Refusal> refused = new ArrayList<>();
    for (Candidate device : devices) {
      Chooser.Choice choice = chooser.choose(device);
      choice
          .made()
          .ifPresentOrElse(
              made -> byFile.computeIfAbsent(made, any -> new ArrayList<>()).add(device.device()),
              () -> refused.add(new Refusal(device.device(), choice.code(), choice.sentence())));
    }
    List<Form> forms = new ArrayList<>();
    byFile.forEach(
        (made, ids) -> forms.add(new Form(name(made), made.file(), fresh.fwVersion(), ids)));
    return new Forms(fresh.octets(), forms, refused);
  }

  private String name(Made made) {
    return switch (made.way()) {
      case WHOLE -> made.name();
      case COMPRESSED -> "compressed (" + made.name() + ")";
      case DELTA, PATCH ->
          "delta from "
              + bases.find(made.base()).orElseThrow().version()
              + " ("
              + made.name()
              + ")";
    };
  }
}
