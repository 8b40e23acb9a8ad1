import java.io.FileInputStream;
import java.io.InputStream;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** Validates files: java Vera FLAVOUR[,FLAVOUR...] FILE...; prints tab-separated lines. */
public class Vera {
  public static void main(String[] arguments) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    for (String flavour : arguments[0].split(",")) {
      for (int i = 1; i < arguments.length; i++) {
        validate(flavour, arguments[i]);
      }
    }
  }

  /** The jar's own profile directory is empty; the profiles themselves are resources. */
  private static ValidationProfile profile(String flavour) throws Exception {
    String name =
        flavour.startsWith("ua")
            ? "PDFUA-" + flavour.substring(2)
            : "PDFA-" + flavour.toUpperCase();
    try (InputStream xml =
        Vera.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
      return Profiles.profileFromXml(xml);
    }
  }

  private static void validate(String flavour, String file) throws Exception {
    try (FileInputStream in = new FileInputStream(file);
        PDFAParser parser =
            Foundries.defaultInstance().createParser(in, PDFAFlavour.byFlavourId(flavour))) {
      PDFAValidator validator =
          Foundries.defaultInstance().createValidator(profile(flavour), false);
      ValidationResult result = validator.validate(parser);
      TreeMap<String, Integer> failures = new TreeMap<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() == TestAssertion.Status.FAILED) {
          String rule =
              assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
          String message = assertion.getMessage().replaceAll("\\s+", " ");
          failures.merge(rule + " " + message, 1, Integer::sum);
        }
      }
      System.out.println(
          "RESULT\t" + flavour + "\t" + file + "\t" + (result.isCompliant() ? "PASS" : "FAIL"));
      failures.forEach((rule, count) -> System.out.println("BROKEN\t" + count + "x " + rule));
    } catch (Exception unreadable) {
      System.out.println("RESULT\t" + flavour + "\t" + file + "\tERROR");
      System.out.println("BROKEN\t" + unreadable);
    }
  }
}
