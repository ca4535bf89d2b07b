/** An entry of a list that is searched on the server. */
export interface PickerOption {
  /** What the form sends. */
  value: string;
  label: string;
  /** Tells entries of the same name apart. */
  detail?: string;
}

/** What the search answers: the first entries, and how many more there are. */
export interface PickerAnswer {
  options: PickerOption[];
  more: number;
}
