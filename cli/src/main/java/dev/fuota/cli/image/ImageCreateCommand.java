package dev.fuota.cli.image;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.io.HexInput;
import dev.fuota.cli.io.InputOctets;
import dev.fuota.cli.io.KeyFile;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.HashAlgorithm;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageHeader;
import dev.fuota.protocol.image.ImageTrailer;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fuota image create}. */
@Command(
    name = "create",
    description = "Makes an image of a program.",
    footer = {
      "",
      "For example:",
      "  fuota image create app.bin --version 1.2.3 --key private.pem --out app.img"
    })
public final class ImageCreateCommand implements Callable<Integer> {
  private static final Pattern DEPENDENCY = Pattern.compile("(\\d{1,3})[,:](.+)");
  private static final Pattern TLV = Pattern.compile("0[xX](\\p{XDigit}{1,4})[=:](.*)");

  private static final int HEADER_MAX = 0xffff;

  /** How a payload is compressed. */
  enum Compression {
    DISABLED,
    LZMA2,
    LZMA2ARMTHUMB
  }

  @Parameters(paramLabel = "PAYLOAD", description = "The program; - is standard input.")
  private Path payload = Path.of("-");

  @Option(
      names = {"-v", "--version"},
      required = true,
      paramLabel = "VERSION",
      description = "major.minor.revision+build.")
  private String version = "";

  @Option(
      names = {"-k", "--key"},
      paramLabel = "FILE",
      description = "A private key; may be given several times. Without one: a hash only.")
  private List<Path> keys = List.of();

  @Option(
      names = {"-H", "--header-size"},
      paramLabel = "OCTETS",
      defaultValue = "32",
      description = "From the image's start to the program. Default: ${DEFAULT-VALUE}.")
  private int headerSize;

  @Option(
      names = "--sha",
      paramLabel = "BITS",
      description = "256, 384 or 512. Default: what the first key needs.")
  private @Nullable Integer sha;

  @Option(names = "--pure", description = "Sign the message instead of its digest (Ed25519).")
  private boolean pure;

  @Option(
      names = "--public-key-format",
      paramLabel = "FORM",
      defaultValue = "hash",
      description = "hash or full. Default: ${DEFAULT-VALUE}.")
  private PublicKeyFormat keyFormat = PublicKeyFormat.HASH;

  /** How an image names its keys. */
  enum PublicKeyFormat {
    HASH,
    FULL
  }

  @Option(
      names = {"-s", "--security-counter"},
      paramLabel = "N",
      description = "Devices with a higher one refuse the image.")
  private @Nullable Long securityCounter;

  @Option(
      names = {"--class-id", "--cid"},
      paramLabel = "UUID",
      description = "The hardware that the image is for.")
  private @Nullable String classId;

  @Option(
      names = {"--vendor-id", "--vid"},
      paramLabel = "UUID",
      description = "Who makes that hardware.")
  private @Nullable String vendorId;

  @Option(
      names = {"-d", "--dependency"},
      paramLabel = "IMAGE,VERSION",
      description = "Another image that must be there; may be given several times.")
  private List<String> dependencies = List.of();

  @Option(
      names = "--custom-tlv",
      paramLabel = "TYPE=VALUE",
      description =
          "A protected TLV of the vendor's own, as 0x00a0=text or 0x00a0=0x0123 for octets;"
              + " may be given several times.")
  private List<String> customTlvs = List.of();

  @Option(
      names = "--boot-record",
      paramLabel = "TYPE",
      description = "A record for attestation; up to 12 characters.")
  private @Nullable String bootRecord;

  @Option(
      names = {"--compress", "--compression"},
      paramLabel = "HOW",
      defaultValue = "disabled",
      description = "disabled, lzma2 or lzma2armthumb. Default: ${DEFAULT-VALUE}.")
  private Compression compression = Compression.DISABLED;

  @Option(
      names = {"-E", "--encrypt"},
      paramLabel = "FILE",
      description = "The public key of the devices that can decrypt it.")
  private @Nullable Path encrypt;

  @Option(
      names = "--encrypt-keylen",
      paramLabel = "BITS",
      defaultValue = "128",
      description = "128 or 256. Default: ${DEFAULT-VALUE}.")
  private int encryptKeyBits;

  @Option(
      names = "--hmac-sha",
      paramLabel = "BITS",
      defaultValue = "256",
      description = "256, or 512 with X25519. Default: ${DEFAULT-VALUE}.")
  private int hmacSha;

  @Option(
      names = {"-S", "--slot-size"},
      paramLabel = "OCTETS",
      description = "What the image must fit into, with its trailer.")
  private @Nullable Integer slotSize;

  @Option(
      names = {"--align", "--max-align"},
      paramLabel = "OCTETS",
      defaultValue = "8",
      description = "8, 16 or 32: of the trailer's fields. Default: ${DEFAULT-VALUE}.")
  private int align;

  @Option(names = "--pad", description = "Fill the slot, with a trailer that asks for a test.")
  private boolean pad;

  @Option(names = "--confirm", description = "As --pad, and the image is there to stay.")
  private boolean confirm;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "Where the image goes.")
  private Path out = Path.of("");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public ImageCreateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    oneOf("--encrypt-keylen", encryptKeyBits, 128, 256);
    oneOf("--hmac-sha", hmacSha, 256, 512);
    checkHeaderSize();
    ImageOutput.refuseKey(out, keys);
    Bytes content = ImageFile.read(console, payload);
    if (content.isEmpty()) {
      throw new InputProblem(
          "PAYLOAD_EMPTY", InputOctets.name(payload) + " is empty; name a program");
    }
    SigningKey[] signers = KeyFile.signing(console, keys).toArray(SigningKey[]::new);
    try {
      Bytes image = builder(content).sign(signers);
      ImageOutput.write(console, output, out, inSlot(image));
    } catch (IllegalArgumentException e) {
      throw new InputProblem("CANNOT_CREATE", e.getMessage() + "; see fuota image create --help");
    }
    return Exit.DONE;
  }

  private static void oneOf(String option, int value, int one, int other) {
    if (value != one && value != other) {
      throw new InputProblem(
          "BAD_VALUE", option + " is " + one + " or " + other + ", not " + value);
    }
  }

  private void checkHeaderSize() {
    if (headerSize < ImageHeader.OCTETS || headerSize > HEADER_MAX) {
      throw new InputProblem(
          "BAD_VALUE",
          "--header-size is " + ImageHeader.OCTETS + " to " + HEADER_MAX + ", not " + headerSize);
    }
  }

  private ImageBuilder builder(Bytes content) {
    ImageBuilder builder =
        ImageBuilder.of(content, ImageFile.version(version)).headerSize(headerSize);
    if (sha != null) {
      builder.hash(hash(sha));
    }
    if (pure) {
      builder.pure();
    }
    if (keyFormat == PublicKeyFormat.FULL) {
      builder.fullPublicKey();
    }
    if (compression != Compression.DISABLED) {
      builder.compress(compression == Compression.LZMA2ARMTHUMB);
    }
    protectedTlvs(builder);
    encrypt(builder);
    return builder;
  }

  private void protectedTlvs(ImageBuilder builder) {
    if (securityCounter != null) {
      builder.securityCounter(Counter.of(securityCounter));
    }
    if (bootRecord != null) {
      builder.bootRecord(bootRecord);
    }
    dependencies.forEach(text -> dependency(builder, text));
    if (vendorId != null) {
      builder.vendorId(ImageFile.uuid("--vendor-id", vendorId));
    }
    if (classId != null) {
      builder.classId(ImageFile.uuid("--class-id", classId));
    }
    customTlvs.forEach(text -> customTlv(builder, text));
  }

  private void encrypt(ImageBuilder builder) {
    if (encrypt != null) {
      builder.encrypt(
          KeyFile.encryption(console, encrypt),
          encryptKeyBits / Byte.SIZE,
          hmacSha == 512,
          new SecureRandom());
    }
  }

  private static HashAlgorithm hash(int bits) {
    return switch (bits) {
      case 256 -> HashAlgorithm.SHA256;
      case 384 -> HashAlgorithm.SHA384;
      case 512 -> HashAlgorithm.SHA512;
      default -> throw new InputProblem("BAD_HASH", "--sha is 256, 384 or 512, not " + bits);
    };
  }

  private static void dependency(ImageBuilder builder, String text) {
    Matcher matcher = DEPENDENCY.matcher(text);
    if (!matcher.matches()) {
      throw new InputProblem(
          "BAD_DEPENDENCY", "--dependency is such as 1,1.2.3 (image, version), not " + text);
    }
    ImageVersion lowest = ImageFile.version(matcher.group(2));
    builder.dependency(Integer.parseInt(matcher.group(1)), lowest);
  }

  private static void customTlv(ImageBuilder builder, String text) {
    Matcher matcher = TLV.matcher(text);
    if (!matcher.matches()) {
      throw new InputProblem(
          "BAD_TLV", "--custom-tlv is such as 0x00a0=text or 0x00a0=0x0123, not " + text);
    }
    builder.vendorTlv(Integer.parseInt(matcher.group(1), 16), value(matcher.group(2)));
  }

  private static Bytes value(String text) {
    return text.startsWith("0x")
        ? HexInput.ofArguments(List.of(text))
        : Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private Bytes inSlot(Bytes image) {
    if (slotSize == null) {
      if (pad || confirm) {
        throw new InputProblem("NO_SLOT_SIZE", "--pad and --confirm need --slot-size");
      }
      return image;
    }
    ImageTrailer trailer = new ImageTrailer(slotSize, align);
    Bytes padded = trailer.pad(image, confirm);
    return pad || confirm ? padded : image;
  }
}
