// A picture or a file is put where the words are being written, not at their end; and nobody has to
// choose it twice because its words were forgotten.

const words = document.querySelector("textarea[name=text]");
const card = document.getElementById("put");

if (words && card) {
  const { elements } = words.form;
  const [file, alt, at] = ["put-file", "put-alt", "put-at"].map((name) => elements[name]);
  card.querySelector("button").addEventListener("click", (event) => {
    alt.required = Boolean(file.files[0]?.type.startsWith("image/"));
    if (!alt.reportValidity()) event.preventDefault();
    at.value = [...words.value.slice(0, words.selectionEnd)].length;
    alt.required = false;
  });
}
