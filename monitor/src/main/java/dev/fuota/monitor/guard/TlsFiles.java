package dev.fuota.monitor.guard;

import java.nio.file.Path;

/**
 * Where the server's identity lies.
 *
 * @param certificate PEM: the server's certificate first, then those that lead to its issuer
 * @param key PEM, not encrypted: PKCS #8, or the older forms of RSA and EC keys
 */
public record TlsFiles(Path certificate, Path key) {}
