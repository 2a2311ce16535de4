import { fileURLToPath } from "node:url";
import { serve } from "../../tools/serve.mjs";

// A sub-path, because that is how static hosts serve projects: an absolute address in the page shows at once.
export default async function servePage() {
  const { url, stop } = await serve({ dir: fileURLToPath(new URL("../../dist", import.meta.url)), base: "/sub/roundtrip/" });
  process.env.ROUNDTRIP_URL = url;
  return stop;
}
